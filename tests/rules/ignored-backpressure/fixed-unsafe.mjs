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

// A count that is not small; what waits is not the stream; what is written is a literal.
export async function much(rows, path) {
  const out = createWriteStream(path);
  for (let i = 0; i < 1000; i++) if (!out.write('x')) {
    await once(out, 'drain');
  }
  for (const row of rows) {
    if (!out.write(row)) {
      await once(out, 'drain');
    }
    await rows.next();
  }
  for (const row of rows) {
    if (!out.write(row, null)) {
      await once(out, 'drain');
    }
    if (!out.write()) {
      await once(out, 'drain');
    }
  }
  for (const row of rows) row.ok && out.write(row.text);
  rows.forEach((row) => {
    out.write(row);
  });
  await out;
}

export function notHere(rows, path) {
  const out = createWriteStream(path);
  for (const row of rows) out.write(row);
}

// What is read by an async listener that cannot be a loop's body.
export async function listen(port, named) {
  const short = net.connect(port);
  short.on('data', async (chunk) => handle(await chunk));
  const none = net.connect(port);
  none.on('data', async () => {
    await handle('');
  });
  const two = net.connect(port);
  two.on('data', async (chunk, more) => {
    await handle(chunk + more);
  });
  const filled = net.connect(port);
  filled.on('data', async (chunk = '') => {
    await handle(chunk);
  });
  const kept = net.connect(port);
  const same = kept.on('data', async (chunk) => {
    await handle(chunk);
  });
  const leaves = net.connect(port);
  leaves.on('data', async (chunk) => {
    if (!chunk) return;
    await handle(chunk);
  });
  const outside = net.connect(port);
  outside.addListener('data', handle);
  const twice = net.connect(port);
  twice.on('data', async (chunk) => {
    await handle(chunk);
  });
  twice.on('end', named);
  const member = { socket: net.connect(port) };
  member.socket.on('data', async (chunk) => {
    await handle(chunk);
  });
  const written = net.connect(port);
  written.on('data', async function (chunk) {
    await handle(chunk);
  });
  return same;
}

// A pipe that is part of something larger, or stands where nothing can be awaited.
export async function larger(target) {
  const source = Readable.from(['a']);
  const out = createWriteStream(target);
  out.on('error', handle);
  const same = source.pipe(out);
  return same;
}

export function plain(target) {
  const source = Readable.from(['a']);
  const out = createWriteStream(target);
  out.on('error', handle);
  source.pipe(out);
}
