import { Worker } from 'node:worker_threads';

const memory = new SharedArrayBuffer(64);
const counts = new Int32Array(memory);
const big = new BigInt64Array(memory);
const sums = new Float64Array(memory);
counts[0] = 1;
const worker = new Worker('./count.js', { workerData: { memory } });

export function count(i, n) {
  counts[0]++; // expect[warning]: use `Atomics.add`
  --counts[i]; // expect: use `Atomics.sub`
  counts[i + 1] += 2; // expect
  counts[i] += n; // expect
  counts[i] |= 4; // expect: use `Atomics.or`
  counts[i] *= 2; // expect: compareExchange
  counts[i] = counts[i] + 1; // expect
  counts[i] = Math.max(counts[i], n); // expect
  big[0]++; // expect
  sums[0] += n; // expect: knows no `Float64Array`
  return counts[i]++; // expect
}

export function next(i) {
  return ++counts[i]; // expect
}

export function flag() {
  counts[2] = 1; // expect[hint]: use `Atomics.store`
}

export function wait() {
  while (counts[2] === 0) {} // expect: this loop waits for `counts[2]`
  let turns = 0;
  while (!counts[3]) turns++; // expect
}

export function changes(i, n) {
  counts[i] = counts[i] * 2 + 1; // expect: compareExchange
  counts[i] = 2 - counts[i]; // expect: compareExchange
  counts[i] += 1.5; // expect
  counts[i] += 1e3; // expect
  counts[i] += /* two */ 2; // expect
  counts[i] += (n, 2); // expect
}

export function taken(i) {
  return (counts[i] += 3); // expect
}

export function scaled(i) {
  counts[i] *= 3; // expect: compareExchange
}

export function flags(i) {
  counts[3] = 1, counts[3]; // expect[hint]
  counts[5] = counts[i]; // expect[hint]
  counts[2] = /* on */ 1; // expect[hint]
}

export function taking() {
  return (counts[2] = 1); // expect[hint]
}

export function turning() {
  do {} while (counts[2] === 0); // expect
  for (; counts[2] === 0;) {} // expect
  while (counts[2] === 1) {} // expect
  return count(1, 2);
}

class Pool {
  constructor() {
    this.buffer = new SharedArrayBuffer(16);
    this.slots = new Int32Array(this.buffer);
    worker.postMessage(this.buffer);
  }

  take() {
    this.slots[0] -= 1; // expect
  }
}

export { Pool };
