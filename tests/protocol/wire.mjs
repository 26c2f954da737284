// wire.mjs - the raw wire: a server process, bytes to it, frames from it.
//
// Nothing here is forgiving: what the server writes that is no frame fails the test.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Transcript } from './transcript.mjs';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const BINARY = resolve(ROOT, process.env.ASYNCLINT || 'build/asynclint');
// Under what makes the server slow (valgrind, ThreadSanitizer) one in so many of what is repeated is enough.
const SPARSE = Number(process.env.SPARSE ?? 1);
export const isSparse = SPARSE > 1;
export const sparse = (list) => [...list].filter((_, i) => i % SPARSE === 0);
export const PATIENCE = Number(process.env.PATIENCE ?? 30_000); // ms; only what hangs takes so long

export function frame(message) {
  const body = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

// Splits bytes into messages; throws on what is no frame.
export class Frames {
  #bytes = Buffer.alloc(0);

  *feed(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end < 0) break;
      const header = /^Content-Length: (\d+)$/.exec(this.#bytes.subarray(0, end).toString());
      assert.ok(header, `not a frame: ${this.#bytes.subarray(0, 200)}`);
      const from = end + 4, to = from + Number(header[1]);
      if (this.#bytes.length < to) break;
      const body = this.#bytes.subarray(from, to).toString();
      this.#bytes = this.#bytes.subarray(to);
      yield JSON.parse(body);
    }
  }

  get rest() {
    return this.#bytes.toString();
  }
}

// What `promise` gives, or an error that says what was waited for: words, or a function that gives them.
export async function within(promise, what, ms = PATIENCE) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${ms} ms for ${typeof what === 'function' ? what() : what}`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class Wire {
  messages = []; // all that the server has sent
  stderr = '';
  failure; // what it wrote that is no frame
  transcript = new Transcript(); // --> to the server, <-- from it
  answer = false; // every request of the server's is answered by null
  #waiting = [];
  #taken = 0;

  constructor({ args = [], cwd = ROOT, env = process.env, stdio = ['pipe', 'pipe', 'pipe'] } = {}) {
    this.process = spawn(BINARY, ['lsp', ...args], { cwd, env, stdio });
    this.exited = once(this.process, 'exit').then(([code, signal]) => signal ?? code);
    this.process.stderr.on('data', (bytes) => (this.stderr += bytes));
    this.process.stdin?.on('error', () => {}); // the server may be gone already
    this.frames = new Frames();
    this.process.stdout?.on('data', (bytes) => this.#receive(bytes));
  }

  #receive(bytes) {
    try {
      for (const message of this.frames.feed(bytes)) {
        this.messages.push(message);
        this.transcript.say('<--', message);
        if (this.answer && message.method && message.id !== undefined) this.send({ jsonrpc: '2.0', id: message.id, result: null });
      }
    } catch (error) {
      this.failure = error;
    }
    this.#waiting.splice(0).forEach((wake) => wake());
  }

  write(bytes) {
    this.transcript.say('-->', bytes);
    return this.#put(bytes);
  }

  #put(bytes) {
    return new Promise((done) => this.process.stdin.write(bytes, done));
  }

  send(...messages) {
    for (const message of messages) this.transcript.say('-->', typeof message === 'string' ? Buffer.from(message) : message);
    return this.#put(Buffer.concat(messages.map(frame)));
  }

  request(id, method, params) {
    return this.send({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) });
  }

  notify(method, params) {
    return this.send({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) });
  }

  // The next message that was not taken yet and fits.
  async next(fits = () => true, what = 'a message') {
    const find = async () => {
      for (;;) {
        for (let i = this.#taken; i < this.messages.length; i++) {
          if (!fits(this.messages[i])) continue;
          this.#taken = i + 1;
          return this.messages[i];
        }
        if (this.failure) throw this.failure;
        await new Promise((wake) => this.#waiting.push(wake));
      }
    };
    return within(find(), () => `${what}; so far: ${JSON.stringify(this.messages).slice(0, 2000)}`);
  }

  reply(id) {
    return this.next((m) => m.id === id && !m.method, `the reply to ${JSON.stringify(id)}`);
  }

  async initialize(params = {}) {
    await this.request('init', 'initialize', { processId: null, rootUri: null, capabilities: {}, ...params });
    const reply = await this.reply('init');
    await this.notify('initialized', {});
    return reply.result;
  }

  // After `messages` was emptied.
  forget() {
    this.#taken = 0;
  }

  // The exit status; a signal's name when one ended it.
  async status() {
    const status = await within(this.exited, 'the end of the server');
    if (this.failure) throw this.failure;
    assert.equal(this.frames.rest, '', 'stdout ends with a whole frame');
    assert.equal(this.stderr, '', 'nothing on stderr');
    return status;
  }

  async stop() {
    await this.request('stop', 'shutdown');
    assert.deepEqual(await this.reply('stop'), { jsonrpc: '2.0', id: 'stop', result: null });
    await this.notify('exit');
    assert.equal(await this.status(), 0);
  }

  kill() {
    this.process.kill('SIGKILL');
    this.transcript.write(ROOT);
  }
}

// Runs a test with a server that is gone afterwards, whatever happens.
export async function withWire(options, run) {
  const wire = new Wire(options);
  try {
    await run(wire);
  } finally {
    wire.kill();
  }
}
