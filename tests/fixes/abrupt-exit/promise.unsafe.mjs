// What is under way when the process ends is done first.
import { setTimeout as sleep } from 'node:timers/promises';

async function save() {
  await sleep(5);
  console.log('saved');
}

export function quit() {
  save();
  process.exit(0);
}

console.log('quitting');
quit();

// after:
// quitting
// saved
