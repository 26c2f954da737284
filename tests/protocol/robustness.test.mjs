// robustness.test.mjs - every prefix of real files, deep nesting, odd texts, long sessions.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { at, SLEEP, withClient } from './client.mjs';
import { fixtures } from './fixtures.mjs';
import { random } from './model.mjs';
import { withWire } from './wire.mjs';

test('every prefix of the fixtures is opened, asked about and closed', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    for (const { name, languageId, text } of fixtures()) {
      const points = [...text];
      const step = Math.max(1, Math.floor(points.length / 8));
      for (let length = 0; length <= points.length; length += step) {
        const uri = `untitled:${name}`;
        const textDocument = { uri, languageId, version: 1, text: points.slice(0, length).join('') };
        await wire.send(
          { jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } },
          { jsonrpc: '2.0', id: length, method: 'textDocument/codeAction', params: { textDocument: { uri }, range: at(0, 0, 9999, 0), context: { diagnostics: [] } } },
          { jsonrpc: '2.0', id: `h${length}`, method: 'textDocument/hover', params: { textDocument: { uri }, position: at(length % 30, 5).start } });
        assert.ok((await wire.reply(length)).result, `${name}, ${length}`);
        assert.notEqual((await wire.reply(`h${length}`)).result, undefined, `${name}, ${length}`);
        await wire.notify('textDocument/didClose', { textDocument: { uri } });
      }
    }
    await wire.stop();
  }));

test('typing a fixture in: in the end it is as if it had been opened', () =>
  withClient({}, async (client) => {
    for (const { name, languageId, text } of fixtures().filter((f) => /\/bad\./.test(f.name))) {
      const uri = `untitled:${name}`;
      const next = random(7);
      await client.open(uri, '', { languageId });
      let typed = 0, position = { line: 0, character: 0 };
      while (typed < text.length) {
        const piece = text.slice(typed, typed + 1 + Math.floor(next() * 500));
        typed += piece.length;
        await client.edit(uri, [{ range: { start: position, end: position }, text: piece }], text.slice(0, typed));
        const lines = text.slice(0, typed).split('\n');
        position = { line: lines.length - 1, character: lines.at(-1).length };
      }
      const found = await client.diagnostics(uri);
      await client.close(uri);
      const count = client.published.length;
      await client.open(uri, text, { languageId });
      assert.deepEqual(found, await client.diagnostics(uri, undefined, count), name);
      await client.close(uri);
    }
  }));

const DEEP = 100_000;
const ODD = {
  'brackets': ['python', '('.repeat(DEEP)], 'closed brackets': ['python', `${'['.repeat(DEEP)}${']'.repeat(DEEP)}\n`],
  'braces': ['javascript', '{'.repeat(DEEP)], 'arrays': ['typescript', `x = ${'['.repeat(DEEP)}${']'.repeat(DEEP)}`],
  'calls': ['javascript', `x${'()'.repeat(DEEP)}`], 'members': ['python', `x${'.a'.repeat(DEEP)}\n`],
  'additions': ['python', `x = 1${' + 1'.repeat(DEEP)}\n`], 'ternaries': ['javascript', `x = ${'a ? b : '.repeat(DEEP / 4)}c`],
  'jsx': ['javascriptreact', '<a>'.repeat(DEEP / 10)], 'templates': ['javascript', '`${'.repeat(DEEP / 10)],
  'arrows': ['typescript', 'a => '.repeat(DEEP / 4)], 'else if': ['javascript', `${'if (a) {} else '.repeat(DEEP / 4)}{}`],
  'blocks': ['python', Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}if x:\n`).join('')],
  'await': ['javascript', `async function f() { ${'await '.repeat(DEEP / 4)}x }`], 'NUL': ['python', '\0'.repeat(1000)],
  'one long line': ['javascript', `x = "${'y'.repeat(900_000)}"`], 'empty': ['python', ''], 'line ends': ['python', '\r\n\r\r\n\n'.repeat(1000)],
  'unclosed string': ['python', `x = """${SLEEP.repeat(1000)}`], 'comments': ['javascript', '/*'.repeat(DEEP)],
};

for (const [name, [languageId, text]] of Object.entries(ODD))
  test(`odd text: ${name}`, () =>
    withClient({}, async (client) => {
      const uri = 'untitled:odd';
      await client.lint(uri, text, { languageId });
      await client.actions(uri, at(0, 0));
      await client.edit(uri, [{ range: at(0, 0), text: ' ' }], ` ${text}`);
      await client.diagnostics(uri);
    }));

// Pages of memory that the process uses; NaN where that cannot be known.
const pages = (pid) => existsSync('/proc/self/statm') ? Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) : NaN;
const descriptors = (pid) => existsSync('/proc/self/fd') ? readdirSync(`/proc/${pid}/fd`).length : 0;

test('a long session keeps its size', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const uri = 'file:///tmp/a.py', large = SLEEP.repeat(30);
    const open = (text) => wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } });
    const cycle = async (edits) => {
      await open(large);
      for (let i = 0; i < edits; i++)
        await wire.notify('textDocument/didChange', {
          textDocument: { uri, version: i + 2 }, contentChanges: [{ range: i % 2 ? at(5, 0, 6, 0) : at(5, 0), text: i % 2 ? '' : '    x = 1\n' }],
        });
      await wire.request('t', 'textDocument/codeAction', { textDocument: { uri }, range: at(0, 0, 99, 0), context: { diagnostics: [] } });
      await wire.reply('t');
      await wire.notify('textDocument/didClose', { textDocument: { uri } });
      wire.messages.length = 0;
      wire.forget();
    };
    for (let i = 0; i < 20; i++) await cycle(20);
    const before = [pages(wire.process.pid), descriptors(wire.process.pid)];
    for (let i = 0; i < 60; i++) await cycle(20);
    const after = [pages(wire.process.pid), descriptors(wire.process.pid)];
    assert.equal(after[1], before[1], 'descriptors');
    const sanitized = /\bsan\b/.test(process.env.ASYNCLINT ?? ''); // their quarantine grows
    if (!sanitized && before[0]) assert.ok(after[0] <= before[0] * 1.1 + 200, `${before[0]} pages, then ${after[0]}`);
    await wire.stop();
  }));
