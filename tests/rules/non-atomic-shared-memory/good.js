import { Worker, workerData } from 'node:worker_threads';

const memory = new SharedArrayBuffer(64);
const counts = new Int32Array(memory);
counts[0] = 1;
counts[0]++;
for (let i = 0; i < 4; i++) counts[i] = i;
const sums = new Float64Array(memory);
const worker = new Worker('./count.js', { workerData: memory });

const own = new SharedArrayBuffer(16);
const local = new Int32Array(own);
const plain = new Int32Array(16);
const copied = new Uint8Array(workerData.bytes);
const listed = new Int32Array([1, 2, 3]);

export function count(i, mutex) {
  Atomics.add(counts, i, 1);
  local[i]++;
  plain[i] += 1;
  copied[i] ^= 0xff;
  listed[0]++;
  const here = [1];
  here[0]++;
  return mutex.runExclusive(() => {
    counts[i]++;
  });
}

export function publish(value) {
  counts[1] = value;
  Atomics.store(counts, 0, 1);
  Atomics.notify(counts, 0);
}

export function read(i) {
  return counts[i];
}

export function wait() {
  while (Atomics.load(counts, 0) === 0) {}
  while (counts[0] === 0) Atomics.wait(counts, 0, 0);
  while (plain[0] === 0) {}
}

export function shadowed(counts) {
  counts[0]++;
}

// No element; a number that Atomics does not know; an element that is not written by its value.
export function other(list, n) {
  counts.label = 'counts';
  sums[1] = n;
  [counts[6]] = list;
  for (counts[6] of list) {}
}

// What it waits for is no element of that memory, or the loop ends, or lets others run.
export async function turns(list, n) {
  while (counts.length === n) {}
  while (sums[0] === 0) {}
  for (let i = 4; i; counts[i]) i--;
  for (;;) n++;
  while (counts[0] === 0) await n;
  while (counts[0] === 0) plain[1] = 1;
  while (counts[0] === 0) {
    if (n++ > 9) break;
  }
  while (counts[0] === 0) {
    if (n++ > 9) return;
  }
  for (const one of list) {
    n += one;
  }
}

export { worker };
