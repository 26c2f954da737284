import { parentPort } from 'node:worker_threads';

parentPort.on('message', async ({ ms, end }) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  while (Date.now() < end) {}
  parentPort.postMessage('done');
});
