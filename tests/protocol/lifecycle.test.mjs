// lifecycle.test.mjs - initialize to exit, requests in the wrong place, cancellation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ROOT, withWire } from './wire.mjs';

const VERSION = /ASYNCLINT_VERSION "(.*)"/.exec(readFileSync(join(ROOT, 'include/asynclint/asynclint.h'), 'utf8'))[1];

test('initialize with everything absent or null', async () => {
  for (const params of [undefined, null, {}, { capabilities: null }, { processId: 'x', rootUri: 5, capabilities: [] },
    { processId: null, rootUri: null, rootPath: null, workspaceFolders: null, initializationOptions: null, capabilities: {} }])
    await withWire({}, async (wire) => {
      await wire.request(1, 'initialize', params);
      const { result } = await wire.reply(1);
      assert.deepEqual(result.serverInfo, { name: 'asynclint', version: VERSION });
      assert.equal(result.capabilities.positionEncoding, 'utf-16');
      assert.equal(result.capabilities.textDocumentSync.change, 2);
      assert.equal(result.capabilities.textDocumentSync.openClose, true);
      assert.equal(result.capabilities.diagnosticProvider, undefined);
      await wire.stop();
    });
});

test('requests before initialize, a second one, and after shutdown', () =>
  withWire({}, async (wire) => {
    await wire.request(1, 'textDocument/hover', {});
    assert.equal((await wire.reply(1)).error.code, -32002);
    await wire.request(2, 'shutdown');
    assert.equal((await wire.reply(2)).error.code, -32002);
    await wire.notify('textDocument/didOpen', { textDocument: { uri: 'file:///a.py' } });
    await wire.initialize();
    await wire.request(3, 'initialize', { capabilities: {} });
    assert.equal((await wire.reply(3)).error.code, -32600);
    await wire.request(4, 'shutdown');
    assert.equal((await wire.reply(4)).result, null);
    for (const method of ['shutdown', 'initialize', 'textDocument/hover', 'probe/nothing']) {
      await wire.request(method, method, {});
      assert.equal((await wire.reply(method)).error.code, -32600, method);
    }
    await wire.notify('exit');
    assert.equal(await wire.status(), 0);
    assert.equal(wire.messages.length, 9, 'one reply a request, and nothing else');
  }));

test('unknown methods and bad parameters', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    for (const method of ['probe/nothing', '$/probe', 'textDocument/didOpen', 'exit']) {
      await wire.request(method, method, {});
      assert.equal((await wire.reply(method)).error.code, -32601, method);
    }
    await wire.notify('probe/nothing', {});
    await wire.notify('$/probe', {});
    await wire.notify('textDocument/hover', {});
    for (const method of ['textDocument/hover', 'textDocument/codeAction', 'textDocument/diagnostic',
      'workspace/executeCommand', 'asynclint/text'])
      for (const params of [undefined, null, {}, [], { textDocument: 5 }, { textDocument: { uri: 5 }, range: 1, position: 1 }]) {
        await wire.request(method, method, params);
        assert.equal((await wire.reply(method)).error.code, -32602, `${method} ${JSON.stringify(params)}`);
      }
    for (const method of ['didOpen', 'didChange', 'didSave', 'didClose'])
      for (const params of [undefined, {}, [], { textDocument: {} }, { textDocument: { uri: 'file:///no.py' }, contentChanges: 3 }])
        await wire.notify(`textDocument/${method}`, params);
    await wire.stop();
    assert.ok(wire.messages.every((m) => m.id !== undefined || m.method === 'window/logMessage'));
  }));

test('exit without shutdown', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    await wire.notify('exit');
    assert.equal(await wire.status(), 1);
  }));

test('exit before initialize', () =>
  withWire({}, async (wire) => {
    await wire.notify('exit');
    assert.equal(await wire.status(), 1);
  }));

test('cancellation of what waits', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const hover = (id) => ({
      jsonrpc: '2.0', id, method: 'textDocument/hover',
      params: { textDocument: { uri: 'file:///a.py' }, position: { line: 0, character: 0 } },
    });
    const cancel = (id) => ({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } });
    await wire.send(hover(1), hover('1'), hover(2), cancel('1'), cancel(2), cancel(99), cancel(null), { ...cancel(1), params: null });
    const replies = Object.fromEntries(
      await Promise.all([1, '1', 2].map(async () => {
        const m = await wire.next((message) => message.id !== undefined);
        return [JSON.stringify(m.id), m.error?.code ?? m.result];
      })));
    assert.deepEqual(replies, { 1: null, '"1"': -32800, 2: -32800 });
    await wire.send(cancel(1));
    await wire.stop();
  }));

test('trace tells how long a request took', () =>
  withWire({}, async (wire) => {
    await wire.initialize({ trace: 'verbose' });
    await wire.next((m) => m.method === '$/logTrace' && /initialized/.test(m.params.message));
    await wire.notify('$/setTrace', { value: 'off' });
    await wire.request(1, 'probe/nothing');
    await wire.reply(1);
    await wire.stop();
  }));
