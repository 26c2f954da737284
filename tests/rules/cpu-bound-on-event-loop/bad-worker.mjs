import { readFileSync } from 'node:fs';

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
  const a = cube(n); // expect: move it to a Worker
  const b = cube(n + 1) + 1; // expect
  return [a, b, scaled(n)]; // expect
}

export const text = readFileSync('x');
