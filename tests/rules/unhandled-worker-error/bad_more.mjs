import { spawn } from 'node:child_process';
import { Worker } from 'node:worker_threads';

const first = new Worker('./first.mjs'); // expect: this worker
first.postMessage(1);

let second;
second = spawn('ls'); // expect: this child process

const third = spawn('ls'), number = 3; // expect: this child process

third.kill(number);

export function chosen(kind) {
  switch (kind) {
    case 1:
      const child = spawn('ls'); // expect
      child.kill();
      break;
    default:
      if (kind) second = spawn('ls'); // expect
  }
  for (let other = spawn('ls'); ; other.kill()) break; // expect
}

export function settled(path) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path); // expect[hint]
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

export function shadowed(path) {
  return new Promise((resolve, reject) => {
    const child = spawn(path); // expect
    {
      const reject = console.log;
      const other = spawn(path); // expect
      other.stdout.on('data', reject);
    }
    child.stdout.on('data', resolve);
  });
}

export function settledWithoutName(path) {
  return new Promise((resolve, reject) => {
    listen(new Worker(path).on('error', reject).on('message', resolve));
  });
}
