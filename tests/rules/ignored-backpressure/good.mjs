import { createWriteStream, createReadStream } from 'node:fs';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import net from 'node:net';

export async function save(rows, path) {
  const out = createWriteStream(path);
  for await (const row of rows) {
    if (!out.write(row)) await once(out, 'drain');
  }
}

// It heeds the pace another way.
export async function paced(rows, path) {
  const out = createWriteStream(path);
  for (const row of rows) {
    out.write(row);
    if (out.writableNeedDrain) await drained(out);
  }
  const other = createWriteStream(path);
  other.on('drain', () => rows.resume());
  for (const row of rows) other.write(row);
  const corked = createWriteStream(path);
  corked.cork();
  for (const row of rows) corked.write(row);
  process.nextTick(() => corked.uncork());
  const called = createWriteStream(path);
  for (const row of rows) called.write(row, (error) => console.log(error));
  for (const row of rows) await new Promise((resolve) => called.write(row, resolve));
}

// Little is written; or not to a stream.
export function little(log, path) {
  const out = createWriteStream(path);
  out.write('head');
  for (const name of ['a', 'b']) out.write(name);
  for (let i = 0; i < 10; i++) out.write(`${i}`);
  ['a', 'b'].forEach((name) => out.write(name));
  for (const line of log.lines) log.write(line);
  for (const line of log.lines) process.stdout.write(line);
}

export async function read(port, list) {
  const socket = net.connect(port);
  socket.on('data', async (chunk) => {
    socket.pause();
    await list.add(chunk);
    socket.resume();
  });
  const plain = net.connect(port);
  plain.on('data', (chunk) => list.push(chunk));
  plain.on('data', async (chunk) => list.push(chunk));
  plain.on('end', async () => {
    await list.close();
  });
  for await (const chunk of createReadStream('x')) await list.add(chunk);
}

export async function pipes(given, target) {
  const source = Readable.from(['a']);
  const out = createWriteStream(target);
  out.on('error', console.error);
  source.on('error', console.error).pipe(out);
  given.pipe(out);
  await pipeline(Readable.from(['b']), out);
  const returned = Readable.from(['c']);
  returned.pipe(out);
  return returned;
}

function drained(stream) {
  return new Promise((resolve) => stream.once('drain', resolve));
}
