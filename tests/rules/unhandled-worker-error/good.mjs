import { Worker } from 'node:worker_threads';
import { spawn, exec } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { finished } from 'node:stream';
import * as fs from 'node:fs';
import http from 'node:http';
import * as Comlink from 'comlink';
import { createInterface } from 'node:readline';

export function resize(image) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('./resize.js', { workerData: image });
    worker.on('message', resolve).on('error', reject).on('exit', reject);
  });
}

// Returned, passed on, kept with others: somebody else listens.
export const make = () => new Worker('./job.js');
export function give() {
  const worker = new Worker('./job.js');
  return worker;
}
const workers = [];
export function grow() {
  workers.push(new Worker('./job.js'));
  const other = new Worker('./job.js');
  listen(other);
  const third = new Worker('./job.js');
  return { third };
}
function listen(worker) {
  worker.on('error', console.error);
}

export const shared = spawn('sleep', ['1']);
let exported = spawn('sleep', ['1']);
export { exported };

// These reject on error.
export async function wait(path) {
  const child = spawn('true');
  await once(child, 'exit');
  await pipeline(fs.createReadStream(path), fs.createWriteStream(`${path}.copy`));
  for await (const chunk of fs.createReadStream(path)) console.log(chunk);
  const stream = fs.createReadStream(path);
  for await (const chunk of stream) console.log(chunk);
  const out = fs.createWriteStream(path);
  finished(out, (error) => console.log(error));
  for await (const line of createInterface({ input: fs.createReadStream(path) })) console.log(line);
}

// The callback gets the error.
exec('true', (error) => console.log(error));

export function request(url) {
  const req = http.request(url, (response) => response.resume());
  req.once('error', (error) => console.log(error));
  req.end();
  http.get(url, (response) => response.resume()).on('error', console.error);
  spawn('true').on('exit', console.log).on('error', console.error).unref();
  fs.createReadStream(url).on('error', console.error).pipe(process.stdout);
  const target = fs.createWriteStream(url);
  process.stdin.pipe(target).on('error', console.error);
}

// The listener stands elsewhere in the class, or is set for events that cannot be read.
export class Runner {
  #log = fs.createWriteStream('log');
  constructor() {
    this.#log.on('error', () => {});
    this.child = spawn('true');
    this.other = spawn('true');
    this.third = spawn('true');
  }

  listen(names) {
    this.child.addListener('error', console.error);
    for (const name of names) this.other.on(name, console.log);
    const { third } = this;
    third.on('error', console.error);
  }
}

export function page() {
  const thread = new globalThis.Worker('./page.js');
  thread.onerror = (event) => console.error(event.message);
  const other = new globalThis.Worker('./page.js');
  other.addEventListener('error', console.error);
  return Comlink.wrap(new globalThis.Worker('./api.js'));
}

// Not the ones that are meant.
export function own() {
  class Worker {}
  const spawn = () => 1;
  new Worker();
  spawn('ls');
}

export function conditional(on) {
  const child = on ? spawn('a') : null;
  if (child) child.on('error', console.error);
  const again = on && spawn('b');
  again?.on('error', console.error);
}
