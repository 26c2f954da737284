const memory: SharedArrayBuffer = new SharedArrayBuffer(64);
const counts: Int32Array = new Int32Array(memory);
const worker = new Worker('./count.js');
worker.postMessage({ counts });

export function count(i: number): void {
  counts[i]++; // expect
}
