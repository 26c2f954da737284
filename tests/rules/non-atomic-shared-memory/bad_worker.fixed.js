import { workerData } from 'node:worker_threads';

const { sharedBuffer } = workerData;
const shared = new Int32Array(sharedBuffer);
const flags = new Int32Array(workerData.flags);

Atomics.add(shared, 0, 1);
Atomics.add(flags, 1, 1);
while (flags[0] === 0) {}

function ready() {
  Atomics.store(flags, 0, 1);
}

export { ready };
