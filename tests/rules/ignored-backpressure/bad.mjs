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

// A count that is not small; what waits is not the stream; what is written is a literal.
export async function much(rows, path) {
  const out = createWriteStream(path);
  for (let i = 0; i < 1000; i++) out.write('x'); // expect
  for (const row of rows) {
    out.write(row); // expect
    await rows.next();
  }
  for (const row of rows) {
    out.write(row, null); // expect
    out.write(); // expect
  }
  for (const row of rows) row.ok && out.write(row.text); // expect
  rows.forEach((row) => {
    out.write(row); // expect
  });
  await out;
}

export function notHere(rows, path) {
  const out = createWriteStream(path);
  for (const row of rows) out.write(row); // expect
}

// What is read by an async listener that cannot be a loop's body.
export async function listen(port, named) {
  const short = net.connect(port);
  short.on('data', async (chunk) => handle(await chunk)); // expect
  const none = net.connect(port);
  none.on('data', async () => { // expect
    await handle('');
  });
  const two = net.connect(port);
  two.on('data', async (chunk, more) => { // expect
    await handle(chunk + more);
  });
  const filled = net.connect(port);
  filled.on('data', async (chunk = '') => { // expect
    await handle(chunk);
  });
  const kept = net.connect(port);
  const same = kept.on('data', async (chunk) => { // expect
    await handle(chunk);
  });
  const leaves = net.connect(port);
  leaves.on('data', async (chunk) => { // expect
    if (!chunk) return;
    await handle(chunk);
  });
  const outside = net.connect(port);
  outside.addListener('data', handle); // expect
  const twice = net.connect(port);
  twice.on('data', async (chunk) => { // expect
    await handle(chunk);
  });
  twice.on('end', named);
  const member = { socket: net.connect(port) };
  member.socket.on('data', async (chunk) => { // expect[hint]
    await handle(chunk);
  });
  const written = net.connect(port);
  written.on('data', async function (chunk) { // expect
    await handle(chunk);
  });
  return same;
}

// A pipe that is part of something larger, or stands where nothing can be awaited.
export async function larger(target) {
  const source = Readable.from(['a']);
  const out = createWriteStream(target);
  out.on('error', handle);
  const same = source.pipe(out); // expect
  return same;
}

export function plain(target) {
  const source = Readable.from(['a']);
  const out = createWriteStream(target);
  out.on('error', handle);
  source.pipe(out); // expect
}
