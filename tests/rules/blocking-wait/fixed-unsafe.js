import { receiveMessageOnPort } from 'node:worker_threads';
import deasync from 'deasync';

export async function ready(flags) {
  await Atomics.waitAsync(flags, 0, 0).value;
  return await Atomics.waitAsync(flags, 0, 1, 1000).value;
}

export async function poll(port) {
  let message;
  while (!message) message = receiveMessageOnPort(port);
  return message;
}

export async function spin(state) {
  deasync.loopWhile(() => !state.done);
}

export async function unlimited() {
  await Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0).value;
}
