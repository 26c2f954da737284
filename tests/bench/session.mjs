// session.mjs - a session with a language server of any make: opens a text, changes it, tells when diagnostics came.
//
// Diagnostics are pushed or pulled, as the server wishes; changes are sent as it takes them, whole or in parts. The
// time of an answer is that of its last byte's arrival, before it is read.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

import { memory, processes } from './processes.mjs';
import { now, sleep } from './stats.mjs';

const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { workspaceFolders: true, configuration: true, diagnostics: { refreshSupport: true }, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    publishDiagnostics: { versionSupport: true },
    diagnostic: { dynamicRegistration: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};
const RETRY = new Set([-32800, -32801, -32802]); // cancelled: ask again

export class Session {
  pull = false;
  found = 0; // diagnostics, the last time
  #bytes = [];
  #length = 0;
  #wanted = 0; // of the frame under way, in bytes; 0: its header is not there yet
  #id = 0;
  #asked = new Map();
  #heard;

  constructor({ command, args, root, settings = null, env = {}, patience = 20_000 }) {
    Object.assign(this, { root, settings, patience });
    this.process = spawn(command, args, { cwd: root, stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...env } });
    this.started = now();
    this.process.stdout.on('data', (bytes) => this.#receive(bytes, now()));
    this.process.stdin.on('error', () => {});
    this.process.on('exit', () => (this.ended = true));
  }

  #receive(bytes, at) {
    this.#bytes.push(bytes);
    this.#length += bytes.length;
    while (this.#length && this.#length >= this.#wanted) {
      const all = this.#bytes.length === 1 ? this.#bytes[0] : Buffer.concat(this.#bytes);
      this.#bytes = [all];
      const head = all.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: *(\d+)/i.exec(all.subarray(0, head))[1]);
      this.#wanted = head + 4 + length;
      if (all.length < this.#wanted) return;
      const body = all.subarray(head + 4, this.#wanted);
      this.#bytes = [all.subarray(this.#wanted)];
      this.#length = this.#bytes[0].length;
      this.#wanted = 0;
      this.#handle(JSON.parse(body), at);
    }
  }

  #handle(message, at) {
    if (message.method === undefined) {
      this.#asked.get(message.id)?.(message, at);
      this.#asked.delete(message.id);
    } else if (message.id !== undefined) {
      this.#send({ id: message.id, result: this.#answer(message) });
    } else if (message.method === 'textDocument/publishDiagnostics' && decodeURIComponent(message.params.uri) === decodeURIComponent(this.uri)) {
      this.#heard?.(message.params, at);
    }
  }

  #answer({ method, params }) {
    if (method === 'client/registerCapability')
      this.pull ||= params.registrations.some((each) => each.method === 'textDocument/diagnostic');
    if (method === 'workspace/configuration') return params.items.map(() => this.settings);
    if (method === 'workspace/workspaceFolders') return [this.folder];
    return method === 'eslint/confirmESLintExecution' ? 4 : null;
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.process.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  #within(promise, what) {
    let timer;
    const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error(`no answer to ${what}`)), this.patience)));
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }

  // { result or error, at }
  request(method, params) {
    const id = ++this.#id;
    const answer = new Promise((done) => this.#asked.set(id, (message, at) => done({ ...message, at })));
    this.#send({ id, method, params });
    return this.#within(answer, method);
  }

  // When the diagnostics of the version came; to be called before the change is sent when they are pushed.
  #diagnosed(version) {
    return this.#within(new Promise((done) => {
      this.#heard = (params, at) => {
        if (params.version !== undefined && params.version !== null && params.version < version) return;
        this.#heard = undefined;
        this.found = params.diagnostics.length;
        done(at);
      };
    }), `version ${version}`);
  }

  async #pulled() {
    for (;;) {
      const { result, error, at } = await this.request('textDocument/diagnostic', { textDocument: { uri: this.uri }, ...this.identifier });
      if (error && RETRY.has(error.code)) await sleep(1);
      else if (error) throw new Error(error.message);
      else {
        this.found = result?.items?.length ?? this.found;
        return at;
      }
    }
  }

  async initialize() {
    const uri = pathToFileURL(this.root).href;
    this.folder = { uri, name: 'bench' };
    const { result } = await this.request('initialize', {
      processId: process.pid, rootUri: uri, capabilities: CAPABILITIES, workspaceFolders: [this.folder],
    });
    const { textDocumentSync: sync, diagnosticProvider } = result.capabilities;
    this.whole = (sync?.change ?? sync) === 1;
    this.pull = Boolean(diagnosticProvider);
    this.identifier = diagnosticProvider?.identifier ? { identifier: diagnosticProvider.identifier } : {};
    this.notify('initialized', {});
    if (this.settings) this.notify('workspace/didChangeConfiguration', { settings: this.settings });
  }

  // Milliseconds from the opening to the first diagnostics.
  async open(path, languageId, text) {
    this.uri = pathToFileURL(path).href;
    this.lines = text.split('\n');
    this.version = 1;
    const start = now(), pushed = this.pull ? undefined : this.#diagnosed(1);
    this.notify('textDocument/didOpen', { textDocument: { uri: this.uri, languageId, version: 1, text } });
    if (!pushed) return (await this.#pulled()) - start;
    let pushes = false;
    const asks = (async () => {
      while (!this.pull && !pushes) await sleep(10); // it may say yet that it wants to be asked
      return pushes ? pushed : this.#pulled();
    })();
    pushed.catch(() => {});
    const at = await Promise.race([pushed, asks]);
    pushes = true;
    return at - start;
  }

  // Replaces `old` characters of a line by a text; milliseconds until the diagnostics of it came.
  async change(line, character, old, text) {
    const whole = this.lines[line];
    const changed = (whole.slice(0, character) + text + whole.slice(character + old)).split('\n');
    this.lines.splice(line, 1, ...changed);
    const version = ++this.version;
    const range = { start: { line, character }, end: { line, character: character + old } };
    const contentChanges = [this.whole ? { text: this.lines.join('\n') } : { range, text }];
    const start = now(), pushed = this.pull ? undefined : this.#diagnosed(version);
    this.notify('textDocument/didChange', { textDocument: { uri: this.uri, version }, contentChanges });
    return (await (pushed ?? this.#pulled())) - start;
  }

  memory() {
    return memory(this.process.pid);
  }

  async close() {
    if (this.ended) return;
    const below = processes(this.process.pid);
    try {
      this.patience = 2000;
      await this.request('shutdown', null);
      this.notify('exit');
      await sleep(100);
    } catch {
      // it is ended below
    }
    for (const pid of below.reverse())
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        continue; // it has ended
      }
  }
}
