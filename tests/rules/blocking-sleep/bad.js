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
