import { createWriteStream, createReadStream } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import zlib from 'node:zlib';
import { Readable } from 'node:stream';

export async function save(rows, path) {
  const out = createWriteStream(path);
  for await (const row of rows) {
    out.write(JSON.stringify(row)); // expect: what `out.write` returns is ignored
    out.write('\n', 'utf8'); // expect
  }
  out.end();
}

export function all(rows, path) {
  const out = createWriteStream(path);
  rows.forEach((row) => out.write(row)); // expect
  for (let i = 0; i < rows.length; i++) out.write(rows[i]); // expect
  let n = 100000;
  while (n--) {
    out.write(`${n}`); // expect
  }
}

export const server = http.createServer((request, response) => {
  for (const line of request.lines) response.write(line); // expect: response.write
  response.end();
});

export async function read(port) {
  const socket = net.connect(port);
  socket.on('data', async (chunk) => { // expect: does not wait for this async listener
    await handle(chunk);
  });
}

export function guess(stream) {
  stream.on('data', async (chunk) => { // expect[hint]
    await handle(chunk);
  });
  const source = Readable.from(['a']);
  source.pipe(createWriteStream('x')).on('error', handle); // expect: does not pass the errors of `source` on
}

export async function copy(items, target) {
  const source = Readable.from(items);
  const out = createWriteStream(target);
  out.on('error', handle);
  source.pipe(out); // expect
}

async function handle(chunk) {
  await fetch('/chunk', { method: 'POST', body: chunk });
}
export { createReadStream, zlib };
