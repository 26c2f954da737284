export async function settle(ms) {
  const start = Date.now();
  await new Promise((resolve) => setTimeout(resolve, ms - (Date.now() - start)));
}

export function busy(end) {
  while (performance.now() < end);
}

export async function pause(ms) {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

import express from 'express';

const app = express();
const memory = new Int32Array(new SharedArrayBuffer(4));

app.get('/', (request, response) => {
  Atomics.wait(memory, 0, 0, 100);
  response.end();
});

export async function resultUsed(ms) {
  return Atomics.wait(memory, 0, 0, ms);
}

export async function atMost(end) {
  await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
}

export async function turned(end) {
  await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
  await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
}

export async function otherTests(start, ms, end) {
  while (Date.now() != end) {}
  while (!(Date.now() > end)) {}
  while (Date.now() / start < ms) {}
  while (start - Date.now() < ms) {}
}

export async function inDo(end) {
  await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
}

export async function inFor(end) {
  await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
}

export async function byName(ms) {
  const start = Date.now();
  let now;
  now = Date.now();
  while (now - start < ms) now = Date.now();
}

export async function inBlock(ms, end) {
  let now = Date.now();
  while (now < end) {
    now = Date.now();
    continue;
  }
}

export async function commented(end) {
  while (Date.now() < end) {
    // wait
  }
}
