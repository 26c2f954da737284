import { workerData } from 'node:worker_threads';

const { sharedBuffer } = workerData;
const shared = new Int32Array(sharedBuffer);
const flags = new Int32Array(workerData.flags);

shared[0]++; // expect
flags[1] += 1; // expect
while (flags[0] === 0) {} // expect

function ready() {
  Atomics.store(flags, 0, 1);
}

export { ready };
