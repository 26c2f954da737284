export async function settle(ms) {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

export function works(end, step) {
  while (Date.now() < end) step();
}

export function counts(list) {
  let i = 0;
  while (i < list.length) i++;
  return i;
}

export async function polls(job) {
  while (Date.now() < job.deadline) {
    if (await job.done()) return true;
  }
  return false;
}

export function own(Date, end) {
  while (Date.now() < end) {}
}

export async function shared(flags) {
  return Atomics.load(flags, 0);
}

export function elapsed(start) {
  return Date.now() - start;
}

export async function waits(flags, ms) {
  await Atomics.waitAsync(flags, 0, 0, ms).value;
}

export function synchronous(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

export async function noLimit() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

export async function memoryOfOthers(flags, make, ms) {
  const [first] = new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(flags, 0, 0, ms);
  Atomics.wait(make(new SharedArrayBuffer(4)), 0, 0, ms);
  Atomics.wait(new Int32Array(flags.buffer), 0, 0, ms);
  Atomics.wait(new Int32Array(make(4)), 0, 0, ms);
  Atomics.wait(first, 0, 0, ms);
  Atomics.notify(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

export async function parameter(view = new Int32Array(new SharedArrayBuffer(4))) {
  Atomics.wait(view, 0, 0, 100);
}

export function otherNames(end, given, next) {
  let now = Date.now();
  let other = given;
  while (given < end) {}
  while (other < end) other = next;
  for (const item of [Date.now()]) console.log(item);
  while (now < end) {}
  for (;;) break;
}

export function alsoOther(end, next) {
  let now = Date.now();
  while (now < end) now = next();
}

export function mixed(end, later) {
  let now = Date.now();
  if (later) now = later;
  while (now < end) Date.now();
}

export function perItem(items) {
  for (const item of items.filter((one) => one < Date.now())) item;
  for (const key in items) key;
}

export function undeclared(end) {
  while (elsewhere < end) Date.now();
}
