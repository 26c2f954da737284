import { Worker as Thread } from 'node:worker_threads';
import { readFileSync } from 'node:fs';

// A page's Worker, as far as it is needed here.
class PageWorker {
  constructor(url, { type }) {
    if (type !== 'module') throw new Error(type);
    const page = "const { parentPort } = require('node:worker_threads'); const postMessage = (data) => parentPort.postMessage(data); let onmessage;";
    this.thread = new Thread(`${page}${readFileSync(url)}; parentPort.on('message', (data) => onmessage({ data }))`, { eval: true });
  }

  addEventListener(name, listen) {
    this.thread.on(name, (value) => listen(name === 'message' ? { data: value } : { message: value.message }));
  }

  postMessage(data) {
    this.thread.postMessage(data);
  }

  terminate() {
    this.thread.terminate();
  }
}
globalThis.Worker = PageWorker;
globalThis.document = { title: '' };

export function _primes(limit) {
  let found = 0;
  if (limit < 0) throw new RangeError('no limit');
  for (let i = 2; i < limit; i++) {
    let divisors = 0;
    for (let k = 2; k < i; k++) {
      for (let j = 0; j < limit; j++) {
        if (j === 0 && i % k === 0) divisors++;
      }
    }
    if (divisors === 0) found++;
  }
  return found;
}

async function show(limit) {
  document.title = `${_primes(limit)} primes`;
}

await show(100);
console.log(document.title);
await show(-1).catch((error) => console.log(error.message));
