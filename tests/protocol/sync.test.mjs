// sync.test.mjs - the server's text is the client's, whatever the edits.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { applyChange, random } from './model.mjs';
import { withWire } from './wire.mjs';

const PIECES = ['a', 'é', '中', '😀', '𝒳', 'e\u0301', '\u2028', '\u0085', '\ufeff', '\t', ' ', '\n', '\r', '\r\n', '\0',
  'async def f():\n    await g()\n', 'const x = `${', '"""', "'", '(', '}', '👩‍👩‍👧'];

const ENCODINGS = ['utf-8', 'utf-16', 'utf-32'];

function randomText(next, pieces) {
  let text = '';
  for (let i = Math.floor(next() * pieces); i > 0; i--) text += PIECES[Math.floor(next() * PIECES.length)];
  return text;
}

function randomPosition(next, text) {
  const lines = text.split(/\r\n|\r|\n/);
  const odd = next();
  if (odd < 0.03) return { line: 4294967295, character: 4294967295 };
  if (odd < 0.06) return { line: lines.length + Math.floor(next() * 3), character: Math.floor(next() * 5) };
  const line = Math.floor(next() * lines.length);
  return { line, character: Math.floor(next() * (2 * lines[line].length + 3)) };
}

function randomChange(next, text) {
  if (next() < 0.02) return { text: randomText(next, 40) };
  const start = randomPosition(next, text);
  const near = { line: start.line, character: start.character + Math.floor(next() * 3) };
  const end = next() < 0.4 ? start : next() < 0.7 ? near : randomPosition(next, text); // may be inverted
  return { range: { start, end }, text: next() < 0.3 ? '' : randomText(next, 3) };
}

async function serverText(wire, uri) {
  await wire.request('text', 'asynclint/text', { textDocument: { uri } });
  return (await wire.reply('text')).result;
}

const open = (wire, uri, languageId, text, version = 1) =>
  wire.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });

const change = (wire, uri, version, contentChanges) =>
  wire.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });

for (const encoding of ENCODINGS)
  test(`random edits, ${encoding}`, () =>
    withWire({}, async (wire) => {
      await wire.initialize({ capabilities: { general: { positionEncodings: [encoding] } } });
      for (let seed = 1; seed <= 40; seed++) {
        const next = random(seed);
        const uri = `file:///random/${seed}.${seed % 2 ? 'py' : 'ts'}`;
        let text = randomText(next, 60), version = 0;
        await open(wire, uri, seed % 2 ? 'python' : 'typescript', text, version);
        for (let round = 0; round < 12; round++) {
          const changes = [];
          for (let i = Math.floor(next() * 4); i >= 0; i--) {
            const event = randomChange(next, text);
            text = applyChange(text, event, encoding);
            changes.push(event);
          }
          version += 1 + Math.floor(next() * 3);
          await change(wire, uri, version, changes);
          assert.deepEqual(await serverText(wire, uri), { version, lost: false, text }, `seed ${seed}, round ${round}`);
        }
        await wire.notify('textDocument/didClose', { textDocument: { uri } });
      }
      await wire.stop();
    }));

test('edits that clients really send', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const uri = 'file:///a.py';
    const range = (a, b, c, d) => ({ start: { line: a, character: b }, end: { line: c, character: d } });
    const cases = [
      ['a\nb', { range: range(1, 0, 2, 0), text: '' }, 'a\n'], // Neovim: one line past the last
      ['😀x', { range: range(0, 1, 0, 2), text: '-' }, '-x'], // inside a surrogate pair
      ['😀x', { range: range(0, 1, 0, 1), text: '-' }, '-😀x'],
      ['abc', { range: range(0, 3, 0, 1), text: '-' }, 'a-'], // inverted
      ['abc', { range: range(9, 9, 9, 9), text: '-' }, 'abc-'],
      ['ab\r\ncd', { range: range(0, 99, 1, 0), text: '' }, 'abcd'],
      ['\ufeffab', { range: range(0, 1, 0, 2), text: 'x' }, '\ufeffxb'],
      ['abc', { range: { start: { line: 0.0, character: 1.0 }, end: { line: 0, character: 2 } }, rangeLength: 77, text: '' }, 'ac'],
      ['abc', { range: null, text: 'x' }, 'x'],
    ];
    for (const [before, event, after] of cases) {
      await open(wire, uri, 'python', before);
      await change(wire, uri, 2, [event]);
      assert.equal((await serverText(wire, uri)).text, after, JSON.stringify(event));
    }
    await wire.stop();
  }));

test('a change that cannot be read: silence until the whole text comes', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const uri = 'file:///a.py';
    for (const bad of [undefined, 'x', [{}], [{ text: 5 }], [{ range: {}, text: '' }], [{ range: { start: { line: 'x', character: 0 } }, text: '' }]]) {
      await open(wire, uri, 'python', 'abc');
      await change(wire, uri, 2, bad);
      assert.equal((await serverText(wire, uri)).lost, true, JSON.stringify(bad));
      await change(wire, uri, 3, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'x' }]);
      assert.equal((await serverText(wire, uri)).lost, true);
      await change(wire, uri, 4, [{ text: 'whole' }]);
      assert.deepEqual(await serverText(wire, uri), { version: 4, lost: false, text: 'whole' });
    }
    await wire.stop();
  }));

test('documents are told apart by their URIs as they came', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const uris = ['file:///a%20b/%C3%A9.py', 'file:///a%20b/%c3%a9.py', 'file:///a b/é.py', 'file://', 'untitled:Untitled-1',
      'inmemory://model/1', 'git:/a.py?%7B%22ref%22%3A%22%22%7D', 'vscode-notebook-cell:/n.ipynb#W0sZ', 'file:///c%3A/a.py', ''];
    for (const [i, uri] of uris.entries()) await open(wire, uri, 'python', `text ${i}`);
    for (const [i, uri] of uris.entries()) assert.equal((await serverText(wire, uri)).text, `text ${i}`, uri);
    await open(wire, uris[0], 'python', 'again', 7);
    assert.deepEqual(await serverText(wire, uris[0]), { version: 7, lost: false, text: 'again' });
    await wire.notify('textDocument/didClose', { textDocument: { uri: uris[0] } });
    await wire.request(1, 'asynclint/text', { textDocument: { uri: uris[0] } });
    assert.equal((await wire.reply(1)).error.code, -32602);
    await wire.stop();
  }));
