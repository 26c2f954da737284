// patience.test.mjs - a text whose parse takes seconds, and is given up, keeps nobody waiting.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, PROFILES, SLEEP, withClient, withPull } from './client.mjs';
import { frame, isSparse, withWire } from './wire.mjs';

const BROKEN = '<a>'.repeat(40_000); // each is recovered from anew
const uri = 'untitled:broken.py', other = 'untitled:other.py';
const hover = (client, document) => client.request('textDocument/hover', { textDocument: { uri: document }, position: at(2, 5).start });
const pull = (client, document) => client.request('textDocument/diagnostic', { textDocument: { uri: document } });

test('other documents are told of first; then one word about this one (24)', () =>
  withClient({}, async (client) => {
    await client.open(uri, BROKEN);
    assert.equal((await client.lint(other, SLEEP)).length, 1);
    assert.notEqual(await hover(client, other), null);
    assert.equal(client.published.filter((m) => m.uri === uri).length, 0, 'while it is parsed');
    const [found, ...more] = await client.diagnostics(uri);
    assert.deepEqual([found.code, found.severity, found.range, more], ['not-checked', 3, at(0, 0), []]);
    assert.match(found.message, /too broken/);
    await client.change(uri, SLEEP);
    assert.deepEqual((await client.diagnostics(uri)).map((d) => d.code), ['blocking-sleep']);
  }));

test('a request about it is answered when it is parsed', () =>
  withClient({ profile: withPull(PROFILES.full) }, async (client) => {
    await client.open(uri, BROKEN);
    const answers = [];
    const slow = pull(client, uri).then((report) => (answers.push('slow'), report));
    await client.open(other, SLEEP);
    await pull(client, other).then(() => answers.push('other'));
    assert.deepEqual(answers, ['other']);
    assert.deepEqual((await slow).items.map((d) => d.code), ['not-checked']);
  }));

const open = (document, text, version = 1) =>
  ({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: { uri: document, languageId: 'python', version, text } } });
const ask = (id) => ({ jsonrpc: '2.0', id, method: 'textDocument/codeAction', params: { textDocument: { uri }, range: at(0, 0), context: { diagnostics: [] } } });
const probe = { jsonrpc: '2.0', id: 'probe', method: 'probe/nothing' };

test('a request about it is cancelled at once, or refused when the text changes', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    await wire.send(open(uri, BROKEN), ask(1), ask('1'), probe);
    await wire.reply('probe');
    await wire.send({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: '1' } });
    assert.equal((await wire.reply('1')).error.code, -32800);
    await wire.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: SLEEP }] });
    assert.equal((await wire.reply(1)).error.code, -32801);
    const push = await wire.next((m) => m.method === 'textDocument/publishDiagnostics');
    assert.deepEqual([push.params.version, push.params.diagnostics.length], [2, 1]);
    assert.equal(wire.messages.filter((m) => m.method === 'textDocument/publishDiagnostics').length, 1);
    await wire.stop();
  }));

test('the session ends in time all the same; what was asked has its one answer', async () => {
  await withWire({}, async (wire) => {
    await wire.initialize();
    await wire.send(open(uri, BROKEN), ask(1), probe);
    await wire.reply('probe');
    await wire.stop();
    assert.equal(wire.messages.filter((m) => m.id === 1).length, 1);
  });
  await withWire({}, async (wire) => {
    await wire.initialize();
    await wire.write(Buffer.concat([open(uri, BROKEN), open(other, BROKEN), ask(1)].map(frame)));
    wire.process.stdin.end();
    assert.equal(await wire.status(), 1);
  });
});

// As many lines as take longer than the moment that the session gives to a parse, and not so long that it is given up;
// under what makes the server slow fewer do.
const MANY = isSparse ? 6000 : 60_000;

test('a large text is parsed beside the session too: nothing is lost of it', () =>
  withClient({}, async (client) => {
    const text = 'import time\nasync def f():\n    time.sleep(1)\n' + 'x = [1, 2, 3]\n'.repeat(MANY);
    assert.equal((await client.lint(uri, text)).length, 1);
    await client.edit(uri, [{ range: at(2, 0), text: '    time.sleep(2)\n' }], text.replace('    time', '    time.sleep(2)\n    time'));
    assert.equal((await client.diagnostics(uri)).length, 2);
    await client.edit(uri, [{ range: at(2, 0), text: '    x = (\n' }], '');
    await client.diagnostics(uri);
    await client.edit(uri, [{ range: at(2, 0, 3, 0), text: '' }], text);
    assert.equal((await client.diagnostics(uri)).length, 2);
  }));
