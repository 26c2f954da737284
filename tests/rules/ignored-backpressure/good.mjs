import { createWriteStream, createReadStream } from 'node:fs';
import { EventEmitter, once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { lines, rested } from './lines.mjs';
import http from 'node:http';
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

// What is no response: it is the request, a name beside it, or the function is no handler.
export const server = http.createServer((request, response) => {
  for (const line of lines) request.write(line);
  const other = lines.other;
  for (const line of lines) other.write(line);
  response.end();
});

http.createServer((request, { write, log }) => {
  for (const line of lines) log.write(line);
});

export function given(request, response) {
  for (const line of lines) response.write(line);
}

// A small count; a callback that runs once; what the answer is kept in, or awaited.
export async function few(rows, path, run) {
  const out = createWriteStream(path);
  for (let i = 0; i < 999; i++) out.write(`${i}`);
  run(() => out.write('once'));
  rows.then((row) => out.write(row));
  const once = (row) => out.write(row);
  once('a');
  for (const row of rows) {
    const fits = out.write(row);
    if (!fits) await rested();
  }
  const answers = [];
  for (const row of rows) answers.push(out.write(row));
  rows.map((row) => out.write(row));
}

export function looked(rows, path) {
  const out = createWriteStream(path);
  rows.forEach((row) => {
    const fits = out.write(row);
    if (!fits) console.log('full');
  });
}

// Another event; a listener that is no function of this file, or that does not wait.
export function listeners(port, list, named) {
  const socket = net.connect(port);
  socket.on('end', async () => {
    await list.close();
  });
  socket.on(named, async (chunk) => {
    await list.add(chunk);
  });
  socket.on('data', list.add);
  socket.on('data');
  const paused = net.connect(port);
  paused.on('data', async (chunk) => {
    paused.pause();
    await list.add(chunk);
  });
  const elsewhere = net.connect(port);
  elsewhere.on('data', async (chunk) => {
    await list.add(chunk);
  });
  elsewhere.pause();
  const stopped = net.connect(port);
  stopped.on('data', async (chunk) => {
    list.source.pause();
    await list.add(chunk);
  });
  const inner = net.connect(port);
  inner.on('data', (chunk) => {
    list.push(async () => {
      await list.add(chunk);
    });
  });
}

// Nothing is heard behind it; the source is heard, given, no stream, or no name.
export function unpassed(target, sources) {
  const unheard = Readable.from(['a']);
  unheard.pipe(createWriteStream(target));
  const heard = Readable.from(['b']);
  heard.on('error', console.error);
  heard.pipe(createWriteStream(target)).on('error', console.error);
  sources.first = Readable.from(['c']);
  sources.first.pipe(createWriteStream(target)).on('error', console.error);
  Readable.from(['d']).pipe(createWriteStream(target)).on('error', console.error);
  const options = Readable.from(['e']);
  options.pipe(createWriteStream(target), { end: false }).on('error', console.error);
  const nowhere = Readable.from(['f']);
  nowhere.pipe().on('error', console.error);
  const other = sources.of('x');
  other.pipe(createWriteStream(target)).on('error', console.error);
  const file = createReadStream('x');
  file.pipe(createWriteStream(target)).on('error', console.error);
  const out = createWriteStream(target);
  const late = Readable.from(['g']);
  late.pipe(out);
}

export function handed(source, target) {
  source.pipe(createWriteStream(target)).on('error', console.error);
}

export function typed(target, source = Readable.from(['h'])) {
  source.pipe(createWriteStream(target)).on('error', console.error);
}

// An emitter is no stream; a method called `forEach` that is given nothing; a plain name of an event.
export function emitters(rows, target) {
  const emitter = new EventEmitter();
  for (const row of rows) emitter.write(row);
  emitter.pipe(createWriteStream(target)).on('error', console.error);
  const out = createWriteStream(target);
  const each = { forEach: (row) => out.write(row) };
  return each;
}

export function inParameter(request, response = createWriteStream('x'), last = response.write('')) {
  return last;
}

export function inside(rows, path) {
  const out = createWriteStream(path);
  for (let i = 0; i < rows.length; i++) rested(() => out.write(rows[i]));
}
