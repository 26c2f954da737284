// client.mjs - a client made of npm's vscode-languageserver-protocol, that records all.
//
// Editors differ in what they announce; PROFILES are three that are really used. At the
// end it is checked that every request had exactly one reply, that the server asked
// nothing that was not expected, and that it ended well.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';

import { applyEdits } from './model.mjs';
import { Frames, Wire, within } from './wire.mjs';

const protocol = createRequire(import.meta.url)('vscode-languageserver-protocol/node');

const publishes = { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true, tagSupport: { valueSet: [1, 2] } };
const acts = {
  codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source', 'source.fixAll'] } },
  isPreferredSupport: true, disabledSupport: true, dataSupport: true, resolveSupport: { properties: ['edit'] },
};

export const PROFILES = {
  // Everything that a client can announce; it pushes no encoding.
  full: {
    general: { positionEncodings: ['utf-16'] },
    workspace: {
      applyEdit: true, configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
    },
    textDocument: { publishDiagnostics: publishes, codeAction: acts, hover: { contentFormat: ['markdown', 'plaintext'] } },
    window: { showDocument: { support: true } },
    notebookDocument: { synchronization: {} },
  },
  // Neovim: no documentChanges, no versions, no dynamic registration.
  neovim: {
    general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
    workspace: { applyEdit: true, configuration: true, workspaceFolders: true, workspaceEdit: { changeAnnotationSupport: {} } },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
      codeAction: { ...acts }, hover: { contentFormat: ['markdown', 'plaintext'] },
    },
  },
  // Nothing at all.
  bare: {},
};

export function withPull(profile) {
  return {
    ...profile, workspace: { ...profile.workspace, diagnostics: { refreshSupport: true } },
    textDocument: { ...profile.textDocument, diagnostic: { dynamicRegistration: true } },
  };
}

// Shows the progress of long work.
export function withProgress(profile) {
  return { ...profile, window: { ...profile.window, workDoneProgress: true } };
}

export class Client {
  published = []; // of textDocument/publishDiagnostics: the parameters
  logs = [];
  shown = []; // window/showMessage
  progress = []; // of $/progress: {token, value}
  requests = []; // of the server's: [method, params]
  settings = {}; // what workspace/configuration answers, by section or scope URI
  edits = { applied: true }; // what workspace/applyEdit answers
  texts = new Map(); // URI -> {text, version}
  #waiting = [];
  #sent = [];

  constructor({ profile = PROFILES.full, ...options } = {}) {
    this.capabilities = profile;
    this.wire = new Wire(options);
    const outgoing = new PassThrough(), frames = new Frames();
    outgoing.on('data', (bytes) => {
      for (const message of frames.feed(bytes)) {
        this.#sent.push(message);
        this.wire.transcript.say('-->', message);
      }
    });
    outgoing.pipe(this.wire.process.stdin);
    this.connection = protocol.createProtocolConnection(
      new protocol.StreamMessageReader(this.wire.process.stdout), new protocol.StreamMessageWriter(outgoing));
    this.connection.onError(() => {});
    this.connection.onNotification('textDocument/publishDiagnostics', (m) => this.#note(this.published, m));
    this.connection.onNotification('window/logMessage', (m) => this.#note(this.logs, m));
    this.connection.onNotification('window/showMessage', (m) => this.#note(this.shown, m));
    this.connection.onUnhandledProgress((m) => this.#note(this.progress, m));
    this.connection.onUnhandledNotification((m) => (this.unexpected = m));
    const answers = {
      'workspace/configuration': ({ items }) => items.map((i) => this.settings[i.scopeUri ?? i.section] ?? null),
      'client/registerCapability': () => null,
      'workspace/applyEdit': () => this.edits,
      'window/showDocument': () => ({ success: true }),
      'workspace/diagnostic/refresh': () => null,
      'window/workDoneProgress/create': () => null,
    };
    this.connection.onRequest((method, params) => {
      this.#note(this.requests, { method, params });
      if (!answers[method]) this.unexpected = { method, params };
      return answers[method]?.(params) ?? null;
    });
    this.connection.listen();
  }

  #note(list, item) {
    list.push(item);
    this.#waiting.splice(0).forEach((wake) => wake());
  }

  // The first thing of a list, from `from` on, that fits.
  async seen(list, fits, what, from = 0) {
    const find = async () => {
      for (;;) {
        const found = list.slice(from).find(fits);
        if (found) return found;
        await new Promise((wake) => this.#waiting.push(wake));
      }
    };
    return within(find(), () => `${what}; so far: ${JSON.stringify(list.slice(-5)).slice(0, 2000)}`);
  }

  async start(params = {}) {
    this.initialized = await this.connection.sendRequest('initialize',
      { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities: this.capabilities, ...params });
    this.encoding = this.initialized.capabilities.positionEncoding;
    await this.notify('initialized', {});
    return this.initialized.capabilities;
  }

  request(method, params, token) {
    const more = token ? [token] : [];
    return within(this.connection.sendRequest(method, params, ...more), `the reply to ${method}`);
  }

  // The error of a request that must fail.
  async refused(method, params) {
    try {
      await this.request(method, params);
    } catch (error) {
      return error;
    }
    throw new assert.AssertionError({ message: `${method} was not refused` });
  }

  notify(method, params) {
    return this.connection.sendNotification(method, params);
  }

  open(uri, text, { languageId = uri.endsWith('.py') ? 'python' : 'javascript', version = 1 } = {}) {
    this.texts.set(uri, { text, version });
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  change(uri, text, version = this.texts.get(uri).version + 1) {
    this.texts.set(uri, { text, version });
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  edit(uri, contentChanges, text, version = this.texts.get(uri).version + 1) {
    this.texts.set(uri, { text, version });
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri) {
    this.texts.delete(uri);
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  // What is pushed for the newest version; with `fits`, the first push that does.
  async diagnostics(uri, fits = () => true, from = 0) {
    const { version } = this.texts.get(uri);
    const push = await this.seen(this.published, (m) => m.uri === uri && m.version === version && fits(m.diagnostics),
      `diagnostics of version ${version} of ${uri}`, from);
    return push.diagnostics;
  }

  // Opens and waits.
  async lint(uri, text, options) {
    await this.open(uri, text, options);
    return this.diagnostics(uri);
  }

  actions(uri, range, context = {}) {
    return this.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], ...context } });
  }

  async edited(uri, action) {
    const whole = action.edit ? action : await this.request('codeAction/resolve', action);
    return this.applied(uri, whole.edit);
  }

  // The text after a WorkspaceEdit; checks that it is for the version that is open.
  applied(uri, edit) {
    const { text, version } = this.texts.get(uri);
    if (!edit.documentChanges) return applyEdits(text, edit.changes[uri], this.encoding);
    const change = edit.documentChanges.find((c) => c.textDocument.uri === uri);
    assert.equal(change.textDocument.version, version);
    return applyEdits(text, change.edits, this.encoding);
  }

  // Ends the session; everything that must hold of any session is checked here.
  async stop() {
    await this.request('shutdown');
    await this.notify('exit');
    assert.equal(await this.wire.status(), 0);
    assert.equal(this.unexpected, undefined);
    const replies = this.wire.messages.filter((m) => !m.method);
    for (const { id, method } of this.#sent.filter((m) => m.method && m.id !== undefined))
      assert.equal(replies.filter((m) => m.id === id).length, 1, `replies to ${method}`);
    for (const { id, method } of this.wire.messages.filter((m) => m.method && m.id !== undefined))
      assert.equal(this.#sent.filter((m) => !m.method && m.id === id).length, 1, `answers to ${method}`);
    this.#checkPushes();
  }

  #checkPushes() {
    const newest = new Map();
    for (const { uri, version, diagnostics } of this.published) {
      if (version === undefined) newest.delete(uri);
      if (version === undefined) continue;
      assert.ok(version >= (newest.get(uri) ?? -Infinity), `${uri}: version ${version} after ${newest.get(uri)}`);
      newest.set(uri, version);
      for (const d of diagnostics) {
        assert.equal(d.source, 'asynclint');
        assert.ok(d.message && d.code && d.severity >= 1 && d.severity <= 4, JSON.stringify(d));
      }
    }
  }

  kill() {
    this.connection.dispose();
    this.wire.kill();
  }
}

// Runs a test with a session that is ended, and checked, afterwards.
export async function withClient(options, run) {
  const { initialize, ...rest } = options;
  const client = new Client(rest);
  try {
    await client.start(initialize);
    await run(client);
    await client.stop();
  } finally {
    client.kill();
  }
}

// A folder of its own, with files; `run` gets its path and the URI of one of its files.
export async function withFolder(files, run) {
  const folder = mkdtempSync(join(tmpdir(), 'asynclint é-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    await run(folder, (name) => pathToFileURL(join(folder, name)).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// "async def f():" and the like, for tests that only need some finding.
export const SLEEP = 'import time\nasync def f():\n    time.sleep(1)\n';
export const at = (line, character, toLine = line, toCharacter = character) =>
  ({ start: { line, character }, end: { line: toLine, character: toCharacter } });
