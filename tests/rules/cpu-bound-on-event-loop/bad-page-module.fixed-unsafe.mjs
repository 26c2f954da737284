import { scale } from './scale.mjs';

const countInWorker = (...args) =>
  new Promise((resolve, reject) => {
    // count.worker.mjs has `count`, and: onmessage = ({ data }) => postMessage(count(...data))
    const worker = new Worker(new URL('./count.worker.mjs', import.meta.url), { type: 'module' });
    const end = () => worker.terminate();
    worker.addEventListener('message', ({ data }) => { end(); resolve(data) });
    worker.addEventListener('error', (event) => { end(); reject(new Error(event.message)) });
    worker.postMessage(args);
  });

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
  document.title = `${await countInWorker(limit, 1)}`;
}

export async function local(limit) {
  return scaled(limit);
}
