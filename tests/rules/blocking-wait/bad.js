import { receiveMessageOnPort } from 'node:worker_threads';
import deasync from 'deasync';

export async function ready(flags) {
  Atomics.wait(flags, 0, 0); // expect: use `Atomics.waitAsync`
  return Atomics.wait(flags, 0, 1, 1000); // expect
}

export async function poll(port) {
  let message;
  while (!message) message = receiveMessageOnPort(port); // expect
  return message;
}

export async function spin(state) {
  deasync.loopWhile(() => !state.done); // expect
}

export async function unlimited() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); // expect
}
