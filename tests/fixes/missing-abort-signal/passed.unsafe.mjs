import { createServer } from 'node:http';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const server = createServer((request, response) => setTimeout(() => response.end('late'), 200));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();

async function load({ signal }) {
  const response = await fetch(`http://127.0.0.1:${port}/`);
  return response.text();
}

async function wait(signal) {
  await sleep(100, 'slept');
  return 'slept';
}

async function post(options) {
  if (options.signal.aborted) return 'aborted before';
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: 'x',
  });
  return response.text();
}

async function pipe(signal) {
  const slow = Readable.from((async function* () { yield 'a'; await later(); yield 'b'; })());
  const target = new PassThrough().resume();
  await pipeline(slow, target);
  return 'piped';
}

const later = () => new Promise((resolve) => setTimeout(resolve, 200));
const tell = async (work) => console.log(await work.catch((error) => error.name));
for (const work of [(signal) => load({ signal }), (signal) => wait(signal), (signal) => post({ signal }), pipe]) {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  await tell(work(stop.signal));
}
server.close();
server.closeAllConnections();
// after:
// AbortError
// AbortError
// AbortError
// AbortError
