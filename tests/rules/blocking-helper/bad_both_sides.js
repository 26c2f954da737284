// The same file is the main thread's, and the worker's.
import { readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

function nextTask() {
  return readFileSync('/tmp/task');
}

async function feed(worker) {
  worker.postMessage(nextTask()); // expect
}

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  worker.on('error', console.error);
  feed(worker).catch(console.error);
} else {
  parentPort.on('message', console.log);
}
