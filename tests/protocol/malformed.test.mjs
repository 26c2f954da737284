// malformed.test.mjs - every value of every message in turn replaced by what it should not be.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, PROFILES, SLEEP, withPull } from './client.mjs';
import { frame, sparse, withWire } from './wire.mjs';

const uri = 'file:///tmp/a.py', notebook = 'file:///tmp/n.ipynb', cell = 'vscode-notebook-cell:/tmp/n.ipynb#a';
const item = (id, text) => ({ uri: id, languageId: 'python', version: 1, text });

// Messages of a whole session, in order. Requests have no id here; they get one.
const SESSION = [
  ['textDocument/didOpen', { textDocument: item(uri, SLEEP) }],
  ['textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ range: at(2, 0, 2, 0), rangeLength: 0, text: '    x = 1\n' }, { range: at(0, 0), text: '# x\n' }] }],
  ['textDocument/didSave', { textDocument: { uri } }],
  ['?textDocument/hover', { textDocument: { uri }, position: { line: 4, character: 6 } }],
  ['?textDocument/codeAction', { textDocument: { uri }, range: at(0, 0, 9, 0), context: { diagnostics: [{ range: at(4, 4, 4, 14), code: 'blocking-sleep', message: 'x' }], only: ['quickfix', 'source'], triggerKind: 1 } }],
  ['?codeAction/resolve', { title: 'x', kind: 'quickfix', data: { do: 'fix', uri, session: 1, revision: 1, rule: 'blocking-sleep', span: [46, 56], fix: 0 } }],
  ['?textDocument/diagnostic', { textDocument: { uri }, identifier: 'asynclint', previousResultId: '1.1' }],
  ['?workspace/executeCommand', { command: 'asynclint.fixAll', arguments: [{ uri }] }],
  ['?asynclint/text', { textDocument: { uri } }],
  ['?asynclint/settled', {}],
  ['workspace/didChangeConfiguration', { settings: { asynclint: { rules: { all: 'hint' }, minSeverity: 'hint', logLevel: 'debug', configPath: '', exclude: ['x'], overrides: [{ files: ['*.py'], rules: {} }] } } }],
  ['workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///tmp/asynclint.json', type: 2 }] }],
  ['workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: 'file:///tmp/w', name: 'w' }], removed: [{ uri: 'file:///tmp/v', name: 'v' }] } }],
  ['$/setTrace', { value: 'verbose' }],
  ['$/cancelRequest', { id: 12345 }],
  ['notebookDocument/didOpen', { notebookDocument: { uri: notebook, notebookType: 'jupyter', version: 1, cells: [{ kind: 2, document: cell }] }, cellTextDocuments: [item(cell, SLEEP)] }],
  ['notebookDocument/didChange', { notebookDocument: { uri: notebook, version: 2 }, change: { cells: { structure: { array: { start: 0, deleteCount: 0, cells: [{ kind: 2, document: `${cell}b` }] }, didOpen: [item(`${cell}b`, SLEEP)], didClose: [{ uri: `${cell}c` }] }, textContent: [{ document: { uri: cell, version: 2 }, changes: [{ range: at(0, 0), text: 'x' }] }] } } }],
  ['?textDocument/hover', { textDocument: { uri: cell }, position: { line: 2, character: 6 } }],
  ['textDocument/didClose', { textDocument: { uri: cell } }],
  ['notebookDocument/didClose', { notebookDocument: { uri: notebook }, cellTextDocuments: [{ uri: cell }, { uri: `${cell}b` }] }],
  ['textDocument/didClose', { textDocument: { uri } }],
];

const INITIALIZE = {
  processId: null, clientInfo: { name: 'x', version: '1' }, rootUri: 'file:///tmp/w', rootPath: '/tmp/w', trace: 'off',
  workspaceFolders: [{ uri: 'file:///tmp/w', name: 'w' }], initializationOptions: { asynclint: { rules: {} } }, capabilities: withPull(PROFILES.full),
};

const WRONG = [null, true, 0, -1, 4294967296, 1e300, 'x', '', [], {}, [[]], [null], { uri: {} }];

// The value with each of its parts, one at a time, replaced by each wrong value or left out.
function* mutants(value, put) {
  for (const wrong of WRONG) yield put(wrong);
  if (!value || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    const { [key]: gone, ...rest } = value;
    yield put(Array.isArray(value) ? value.filter((_, i) => i !== Number(key)) : rest);
    const replaced = (inner) => put(Array.isArray(value) ? value.map((v, i) => (i === Number(key) ? inner : v)) : { ...value, [key]: inner });
    yield* mutants(gone, replaced);
  }
}

let lastId = 0;
function message([method, params]) {
  const request = method.startsWith('?');
  return { jsonrpc: '2.0', method: request ? method.slice(1) : method, params, ...(request ? { id: ++lastId } : {}) };
}

// Sends a whole session, its closing part apart: what is about to change is not answered.
async function survives(wire, session, what) {
  const closing = session.findIndex((m) => m.method.endsWith('didClose'));
  for (const part of [session.slice(0, closing), session.slice(closing)]) {
    const probe = { jsonrpc: '2.0', id: `probe ${++lastId}`, method: 'probe/nothing' };
    await wire.write(Buffer.concat([...part, probe].map(frame)));
    const asked = [...part, probe].filter((m) => m.id !== undefined);
    const answered = () => wire.messages.filter((m) => !m.method && asked.some(({ id }) => id === m.id)).length;
    while (answered() < asked.length) await wire.next(undefined, what);
    assert.equal(answered(), asked.length, `one reply: ${what}`);
  }
  wire.messages.length = 0;
  wire.forget();
}

for (const [i, [method, params]] of SESSION.entries())
  test(`${method.replace('?', '')} (${i})`, () =>
    withWire({}, async (wire) => {
      await wire.initialize({ capabilities: PROFILES.full });
      wire.answer = true;
      for (const mutant of sparse(mutants(params, (value) => value))) {
        const session = SESSION.map((step, k) => message(k === i ? [method, mutant] : step));
        await survives(wire, session, `${method} ${JSON.stringify(mutant)}`);
      }
      await wire.stop();
    }));

test('initialize', async () => {
  const all = [...mutants(INITIALIZE, (value) => value)];
  const some = sparse(all.filter((_, i) => i % 25 === 0)); // a process each
  for (const mutant of some)
    await withWire({}, async (wire) => {
      await wire.request(1, 'initialize', mutant);
      await wire.reply(1);
      await wire.notify('initialized', {});
      wire.answer = true;
      await survives(wire, SESSION.map(message), JSON.stringify(mutant));
      await wire.stop();
    });
});
