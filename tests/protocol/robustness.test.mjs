// robustness.test.mjs - every prefix of real files, deep nesting, odd texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, SLEEP, withClient } from './client.mjs';
import { fixtures } from './fixtures.mjs';
import { random } from './model.mjs';
import { frame, isSparse, sparse, withWire } from './wire.mjs';

test('every prefix of the fixtures is opened, asked about and closed', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    for (const { name, languageId, text } of sparse(fixtures())) {
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

test('every prefix of a file, character by character, in its bytes too (4)', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const chosen = process.env.SOAK ? fixtures() : fixtures().filter((f) => /^(blocking-sleep|floating-promise|await-in-loop)\/bad\./.test(f.name));
    for (const { name, languageId, text } of chosen) {
      const uri = `untitled:${name}`, bytes = Buffer.from(text);
      const open = (version, prefix) => frame({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: { uri, languageId, version, text: prefix } } });
      const ask = (id) => frame({ jsonrpc: '2.0', id, method: 'textDocument/codeAction', params: { textDocument: { uri }, range: at(0, 0, 9999, 0), context: { diagnostics: [] } } });
      for (const length of sparse(Array.from({ length: Math.ceil((bytes.length + 1) / 50) }, (_, i) => 50 * i))) {
        const some = Array.from({ length: Math.min(50, bytes.length - length + 1) }, (_, i) => length + i);
        await wire.write(Buffer.concat(some.flatMap((end) => [open(end, bytes.subarray(0, end).toString()), ask(end)])));
        for (const end of some) await wire.reply(end);
        wire.messages.length = 0;
        wire.forget();
      }
      await wire.notify('textDocument/didClose', { textDocument: { uri } });
    }
    await wire.stop();
  }));

test('typing a fixture in: in the end it is as if it had been opened', () =>
  withClient({}, async (client) => {
    for (const { name, languageId, text } of sparse(fixtures().filter((f) => /\/bad\./.test(f.name)))) {
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

const DEEP = isSparse ? 10_000 : 100_000;
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
