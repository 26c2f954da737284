import { Worker } from 'node:worker_threads';
import { spawn, fork as start } from 'node:child_process';
import * as fs from 'node:fs';
import net from 'node:net';
import https from 'node:https';

export function resize(image) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('./resize.js', { workerData: image });
    worker.on('error', reject);
    worker.on('message', resolve);
    worker.on('exit', (code) => reject(new Error(`${code}`)));
  });
}

// The listener is there, but an exit without an answer settles nothing.
export function answer(question) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('./answer.js');
    worker.on('exit', (code) => {
      reject(new Error(`worker exited with code ${code}`));
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(question);
  });
}

export function list() {
  spawn('ls').on('error', (err) => {
    console.error(err);
  }).stdout.pipe(process.stdout);
  const child = spawn('sh', ['-c', 'true']);
  child.on('error', (err) => {
    console.error(err);
  });
  child.stdout.on('error', console.error);
  child.on('close', (code) => console.log(code));
  start('./job.js').on('error', (err) => {
    console.error(err);
  });
  let later;
  later = start('./later.js', { silent: true });
  later.on('error', (err) => {
    console.error(err);
  });
  later.unref();
}

export function copy(from, to) {
  const source = fs.createReadStream(from);
  source.on('error', (err) => {
    console.error(err);
  });
  const target = fs.createWriteStream(to);
  target.on('error', (err) => {
    console.error(err);
  });
  source.pipe(target).on('finish', () => console.log('done'));
  fs.createReadStream(from).on('error', (err) => {
    console.error(err);
  }).pipe(fs.createWriteStream(to)).on('error', console.error);
}

export function dial(port) {
  const socket = net.connect(port);
  socket.on('error', (err) => {
    console.error(err);
  });
  socket.setEncoding('utf8').on('data', console.log);
  https.get('https://example.org', (response) => response.resume()).on('error', (err) => {
    console.error(err);
  });
}

export class Pool {
  #first = new Worker('./job.js').on('error', (err) => {
    console.error(err);
  });
  constructor() {
    this.second = new Worker('./job.js');
    this.second.on('error', (err) => {
      console.error(err);
    });
    this.second.on('message', (value) => this.done(value));
    const third = new Worker('./job.js');
    third.on('error', (err) => {
      console.error(err);
    });
    this.third = third;
  }

  done(value) {
    console.log(value, this.third.threadId);
  }
}

export function page() {
  const thread = new globalThis.Worker('./page.js');
  thread.onerror = (err) => {
    console.error(err.message);
  };
  thread.onmessage = (event) => console.log(event.data);
  new SharedWorker('./shared.js');
}

export function alone(ok) {
  if (ok) spawn('true').on('error', (err) => {
    console.error(err);
  });
  const a = 1, b = spawn('true').on('error', (err) => {
    console.error(err);
  });
  return a + b.pid;
}
