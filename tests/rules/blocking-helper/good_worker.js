// A worker's thread has nothing else to do.
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

function nextTask(signal) {
  Atomics.wait(signal, 0, 0);
  return readFileSync('/tmp/task');
}

parentPort.on('message', async ({ signal, port }) => {
  port.postMessage(nextTask(signal));
  port.postMessage(readFileSync('/tmp/task'));
});
