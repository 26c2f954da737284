async function settle(ms) {
  const start = Date.now();
  while (Date.now() - start < ms) {}
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  return Date.now() - start >= ms;
}

console.log(await settle(20));
