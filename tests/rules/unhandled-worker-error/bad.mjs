import { Worker } from 'node:worker_threads';
import { spawn, fork as start } from 'node:child_process';
import * as fs from 'node:fs';
import net from 'node:net';
import https from 'node:https';

export function resize(image) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('./resize.js', { workerData: image }); // expect: this worker
    worker.on('message', resolve);
    worker.on('exit', (code) => reject(new Error(`${code}`)));
  });
}

// The listener is there, but an exit without an answer settles nothing.
export function answer(question) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('./answer.js'); // expect[hint]: never settled
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(question);
  });
}

export function list() {
  spawn('ls').stdout.pipe(process.stdout); // expect: this child process
  const child = spawn('sh', ['-c', 'true']); // expect: cannot be started
  child.stdout.on('error', console.error);
  child.on('close', (code) => console.log(code));
  start('./job.js'); // expect
  let later;
  later = start('./later.js', { silent: true }); // expect
  later.unref();
}

export function copy(from, to) {
  const source = fs.createReadStream(from); // expect: this stream
  const target = fs.createWriteStream(to); // expect
  source.pipe(target).on('finish', () => console.log('done'));
  fs.createReadStream(from).pipe(fs.createWriteStream(to)).on('error', console.error); // expect
}

export function dial(port) {
  const socket = net.connect(port); // expect: this socket
  socket.setEncoding('utf8').on('data', console.log);
  https.get('https://example.org', (response) => response.resume()); // expect: this request
}

export class Pool {
  #first = new Worker('./job.js'); // expect
  constructor() {
    this.second = new Worker('./job.js'); // expect
    this.second.on('message', (value) => this.done(value));
    const third = new Worker('./job.js'); // expect
    this.third = third;
  }

  done(value) {
    console.log(value, this.third.threadId);
  }
}

export function page() {
  const thread = new globalThis.Worker('./page.js'); // expect: waits for ever
  thread.onmessage = (event) => console.log(event.data);
  new SharedWorker('./shared.js'); // expect
}

export function alone(ok) {
  if (ok) spawn('true'); // expect
  const a = 1, b = spawn('true'); // expect
  return a + b.pid;
}
