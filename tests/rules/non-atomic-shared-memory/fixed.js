import { Worker } from 'node:worker_threads';

const memory = new SharedArrayBuffer(64);
const counts = new Int32Array(memory);
const big = new BigInt64Array(memory);
const sums = new Float64Array(memory);
counts[0] = 1;
const worker = new Worker('./count.js', { workerData: { memory } });

export function count(i, n) {
  Atomics.add(counts, 0, 1);
  Atomics.sub(counts, i, 1);
  Atomics.add(counts, i + 1, 2);
  counts[i] += n;
  Atomics.or(counts, i, 4);
  counts[i] *= 2;
  Atomics.add(counts, i, 1);
  counts[i] = Math.max(counts[i], n);
  Atomics.add(big, 0, 1n);
  sums[0] += n;
  return counts[i]++;
}

export function next(i) {
  return ++counts[i];
}

export function flag() {
  counts[2] = 1;
}

export function wait() {
  while (counts[2] === 0) {}
  let turns = 0;
  while (!counts[3]) turns++;
}

export function changes(i, n) {
  counts[i] = counts[i] * 2 + 1;
  counts[i] = 2 - counts[i];
  counts[i] += 1.5;
  counts[i] += 1e3;
  counts[i] += /* two */ 2;
  counts[i] += (n, 2);
}

export function taken(i) {
  return (counts[i] += 3);
}

export function scaled(i) {
  counts[i] *= 3;
}

export function flags(i) {
  counts[3] = 1, counts[3];
  counts[5] = counts[i];
  counts[2] = /* on */ 1;
}

export function taking() {
  return (counts[2] = 1);
}

export function turning() {
  do {} while (counts[2] === 0);
  for (; counts[2] === 0;) {}
  while (counts[2] === 1) {}
  return count(1, 2);
}

class Pool {
  constructor() {
    this.buffer = new SharedArrayBuffer(16);
    this.slots = new Int32Array(this.buffer);
    worker.postMessage(this.buffer);
  }

  take() {
    Atomics.sub(this.slots, 0, 1);
  }
}

export { Pool };
