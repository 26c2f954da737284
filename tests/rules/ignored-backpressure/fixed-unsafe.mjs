import { createWriteStream, createReadStream } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import zlib from 'node:zlib';
import { Readable } from 'node:stream';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';

export async function save(rows, path) {
  const out = createWriteStream(path);
  for await (const row of rows) {
    if (!out.write(JSON.stringify(row))) {
      await once(out, 'drain');
    }
    if (!out.write('\n', 'utf8')) {
      await once(out, 'drain');
    }
  }
  out.end();
}

export function all(rows, path) {
  const out = createWriteStream(path);
  rows.forEach((row) => out.write(row));
  for (let i = 0; i < rows.length; i++) out.write(rows[i]);
  let n = 100000;
  while (n--) {
    out.write(`${n}`);
  }
}

export const server = http.createServer((request, response) => {
  for (const line of request.lines) response.write(line);
  response.end();
});

export async function read(port) {
  const socket = net.connect(port);
  for await (const chunk of socket) {
    await handle(chunk);
  }
}

export function guess(stream) {
  stream.on('data', async (chunk) => {
    await handle(chunk);
  });
  const source = Readable.from(['a']);
  source.pipe(createWriteStream('x')).on('error', handle);
}

export async function copy(items, target) {
  const source = Readable.from(items);
  const out = createWriteStream(target);
  out.on('error', handle);
  await pipeline(source, out);
}

async function handle(chunk) {
  await fetch('/chunk', { method: 'POST', body: chunk });
}
export { createReadStream, zlib };
