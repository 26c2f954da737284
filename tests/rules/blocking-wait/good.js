import { receiveMessageOnPort } from 'node:worker_threads';
import deasync from 'deasync';

export async function ready(flags) {
  await Atomics.waitAsync(flags, 0, 0).value;
  Atomics.notify(flags, 0);
}

export function synchronous(flags) {
  return Atomics.wait(flags, 0, 0);
}

export async function once(port) {
  return receiveMessageOnPort(port);
}

export async function listens(port) {
  port.on('message', (message) => console.log(message));
}

export async function own(Atomics, flags) {
  return Atomics.wait(flags, 0, 0);
}

export async function sleeps(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

export async function later(flags, list) {
  return list.map(() => Atomics.wait(flags, 0, 0));
}

export async function passes(run) {
  return run(deasync.loopWhile);
}

export async function slept() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
}
