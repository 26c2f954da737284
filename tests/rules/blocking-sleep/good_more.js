import { step } from './step.js';

// Memory that is made by somebody else, and a loop over what is no clock.
export async function buffers(view, make, ms) {
  Atomics.wait(new Int32Array(make.SharedArrayBuffer), 0, 0, ms);
  Atomics.wait(view.of(new SharedArrayBuffer(4)), 0, 0, ms);
}

export function members(state) {
  while (state.now < state.end) Date.now();
}

export function stepped(end) {
  let now = Date.now();
  while (step < end) Date.now();
  return now;
}
