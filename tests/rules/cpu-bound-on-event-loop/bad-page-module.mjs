import { scale } from './scale.mjs';

function count(limit, step) {
  let found = 0;
  for (let i = 0; i < 10_000_000; i += step) found += i % limit;
  return found;
}

function scaled(limit) {
  let found = 0;
  for (let i = 0; i < 10_000_000; i++) found += scale(i);
  return found % limit;
}

export async function show(limit) {
  document.title = `${count(limit, 1)}`; // expect[warning]: computes for long
}

export async function local(limit) {
  return scaled(limit); // expect
}
