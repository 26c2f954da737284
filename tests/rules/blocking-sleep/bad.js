export async function settle(ms) {
  const start = Date.now();
  while (Date.now() - start < ms) {} // expect: nothing but watch the clock
}

export function busy(end) {
  while (performance.now() < end); // expect
}

export async function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms); // expect
}

import express from 'express';

const app = express();
const memory = new Int32Array(new SharedArrayBuffer(4));

app.get('/', (request, response) => {
  Atomics.wait(memory, 0, 0, 100); // expect
  response.end();
});

export async function resultUsed(ms) {
  return Atomics.wait(memory, 0, 0, ms); // expect
}

export async function atMost(end) {
  while (Date.now() <= end) {} // expect
}

export async function turned(end) {
  while (end > Date.now()) {} // expect
  while (end >= Date.now()) ; // expect
}

export async function otherTests(start, ms, end) {
  while (Date.now() != end) {} // expect
  while (!(Date.now() > end)) {} // expect
  while (Date.now() / start < ms) {} // expect
  while (start - Date.now() < ms) {} // expect
}

export async function inDo(end) {
  do {} while (Date.now() < end); // expect
}

export async function inFor(end) {
  for (; Date.now() < end; ) {} // expect
}

export async function byName(ms) {
  const start = Date.now();
  let now;
  now = Date.now();
  while (now - start < ms) now = Date.now(); // expect
}

export async function inBlock(ms, end) {
  let now = Date.now();
  while (now < end) { // expect
    now = Date.now();
    continue;
  }
}

export async function commented(end) {
  while (Date.now() < end) { // expect
    // wait
  }
}
