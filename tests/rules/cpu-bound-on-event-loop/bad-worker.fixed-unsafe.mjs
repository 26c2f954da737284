import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const runInWorker = (fn, ...args) =>
  new Promise((resolve, reject) => {
    const code = `const w = require('worker_threads'); w.parentPort.postMessage((${fn})(...w.workerData))`;
    const worker = new Worker(code, { eval: true, workerData: args });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (status) => reject(new Error(`worker exited with status ${status}`)));
  });

const FACTOR = 3;

function cube(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) sum += i * j * k;
  return sum;
}

// It reads a name of this file: its text alone is not enough.
function scaled(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) sum += i * FACTOR;
  return sum;
}

export async function both(n) {
  const a = await runInWorker(cube, n);
  const b = await runInWorker(cube, n + 1) + 1;
  return [a, b, scaled(n)];
}

export const text = readFileSync('x');
