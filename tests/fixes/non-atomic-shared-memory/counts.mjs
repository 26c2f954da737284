import { Worker, isMainThread, workerData } from 'node:worker_threads';

// Two threads count; without Atomics some of it may be lost, so that only one does before.
const shared = new SharedArrayBuffer(16);
const counts = new Int32Array(isMainThread ? shared : workerData);

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: shared });
  worker.on('error', (error) => { throw error; });
  await new Promise((resolve) => worker.on('exit', resolve));
  for (let i = 0; i < 1000; i++) {
    counts[0]++;
    counts[1] -= 2;
    counts[2] |= 4;
  }
  console.log([...counts].join());
} else {
  for (let i = 0; i < 1000; i++) counts[0] += 1;
}
