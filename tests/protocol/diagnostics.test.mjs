// diagnostics.test.mjs - push and pull: versions, bursts, closing, what clients announced.
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { at, PROFILES, SLEEP, withClient, withFolder, withPull } from './client.mjs';
import { frame, withWire } from './wire.mjs';

const rules = (list) => list.map((d) => d.code);

test('a push has the version, 0 included, and all that the client announced', () =>
  withClient({}, async (client) => {
    const uri = 'file:///tmp/a.py';
    const [found] = await client.lint(uri, SLEEP, { version: 0 });
    const { message, data, ...rest } = found;
    assert.match(message, /time\.sleep/);
    assert.deepEqual(data, { rule: 'blocking-sleep', fixes: data.fixes });
    assert.ok(data.fixes >= 1);
    assert.match(rest.codeDescription.href, /^https:.*#blocking-sleep$/);
    delete rest.codeDescription;
    assert.deepEqual(rest, { range: at(2, 4, 2, 14), severity: 2, code: 'blocking-sleep', source: 'asynclint' });
    await client.change(uri, SLEEP + '    time.sleep(2)\n', 5);
    assert.equal((await client.diagnostics(uri)).length, 2);
    await client.change(uri, 'x = 1\n', 9);
    assert.deepEqual(await client.diagnostics(uri), []);
  }));

test('what was not announced is not sent', () =>
  withClient({ profile: PROFILES.bare }, async (client) => {
    const [found] = await client.lint('file:///tmp/a.py', SLEEP);
    assert.deepEqual(Object.keys(found).sort(), ['code', 'message', 'range', 'severity', 'source']);
  }));

test('what a finding has to do with is told of to a client that shows it (20)', async () => {
  const text = 'import time\n\ndef slow():\n    time.sleep(1)\n\nasync def f():\n    slow()\n';
  for (const [profile, shown] of [[PROFILES.full, true], [PROFILES.bare, false]])
    await withClient({ profile }, async (client) => {
      const found = (await client.lint('file:///tmp/a.py', text)).find((d) => d.code === 'blocking-helper');
      assert.equal(Boolean(found.relatedInformation), shown);
      for (const { location, message } of found.relatedInformation ?? []) assert.ok(location.uri === 'file:///tmp/a.py' && message);
    });
});

test('a file by way of a symbolic link: its own URI, the configuration of where it is seen (23)', () =>
  withFolder({ 'real/a b.py': SLEEP, 'real/asynclint.json': '{"rules": {"blocking-sleep": "hint"}}', 'asynclint.json': '{"rules": {"blocking-sleep": "error"}}' }, async (folder, uri) => {
    symlinkSync(join(folder, 'real/a b.py'), join(folder, 'link é.py'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.py'));
    symlinkSync(folder, join(folder, 'real/loop'));
    await withClient({}, async (client) => {
      for (const [name, severity] of [['real/a b.py', 4], ['link é.py', 1], ['dangling.py', 1], ['real/loop/real/loop/real/a b.py', 4]])
        assert.deepEqual((await client.lint(uri(name), SLEEP)).map((d) => d.severity), [severity], name);
      assert.deepEqual(client.shown, []);
    });
  }));

test('tags: an unused suppression is marked unnecessary', async () => {
  const text = 'x = 1  # asynclint: ignore[blocking-sleep]\n';
  await withClient({}, async (client) => {
    const [found] = await client.lint('file:///tmp/a.py', text);
    assert.equal(found.code, 'unused-suppression');
    assert.deepEqual(found.tags, [1]);
    assert.equal(found.severity, 4);
  });
  await withClient({ profile: PROFILES.bare }, async (client) => {
    const [found] = await client.lint('file:///tmp/a.py', text);
    assert.equal(found.tags, undefined);
  });
});

test('a burst of 40 edits is published once or twice, last of all the last', () =>
  withWire({}, async (wire) => {
    const uri = 'file:///tmp/a.py';
    const edit = (version) => frame({
      jsonrpc: '2.0', method: 'textDocument/didChange',
      params: { textDocument: { uri, version }, contentChanges: [{ range: at(3, 0), text: `x${version} = 1\n` }] },
    });
    await wire.initialize();
    await wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text: SLEEP } });
    const pushed = (version) => (m) => m.method === 'textDocument/publishDiagnostics' && m.params.version === version;
    await wire.next(pushed(1));
    await wire.write(Buffer.concat(Array.from({ length: 40 }, (_, i) => edit(i + 2))));
    const last = await wire.next(pushed(41), 'the last version');
    assert.deepEqual(rules(last.params.diagnostics), ['blocking-sleep']);
    const pushes = wire.messages.filter((m) => m.method === 'textDocument/publishDiagnostics').length - 1;
    assert.ok(pushes <= 2, `${pushes} publishes`);
    await wire.stop();
  }));

test('closing clears, and nothing follows', () =>
  withClient({}, async (client) => {
    const uri = 'file:///tmp/a.py';
    await client.lint(uri, SLEEP);
    await client.close(uri);
    const cleared = await client.seen(client.published, (m) => m.version === undefined, 'the clearing');
    assert.deepEqual(cleared, { uri, diagnostics: [] });
    const count = client.published.length;
    await client.open(uri, SLEEP);
    await client.edit(uri, [{ text: SLEEP }], SLEEP);
    await client.close(uri);
    await client.lint('file:///tmp/other.py', SLEEP);
    const since = client.published.slice(count).filter((m) => m.uri === uri);
    assert.ok(since.length === 0 || since.at(-1).diagnostics.length === 0);
    assert.equal((await client.lint(uri, SLEEP, { version: 7 })).length, 1);
  }));

test('half-typed code is quiet, the rest stays', () =>
  withClient({}, async (client) => {
    const uri = 'file:///tmp/a.py';
    const text = `${SLEEP}\nasync def g():\n    time.sleep(2`;
    for (const length of [text.length, text.length - 1, text.length - 8, text.length - 14]) {
      const found = await client.lint(uri, text.slice(0, length));
      assert.ok(found.some((d) => d.range.start.line === 2), `${length}`);
    }
  }));

const LINTED = [
  ['file:///tmp/a.py', 'python'], ['file:///tmp/no-extension', 'python'], ['file:///tmp/a.txt', 'python'], ['file:///tmp/a.py', 'unknown'],
  ['untitled:Untitled-1', 'python'], ['untitled:/tmp/x.py', 'plaintext'], ['inmemory://model/1', 'python'], ['file://', 'python'],
  ['file:///tmp/%C3%A9%20a.py', 'python'], ['file:///tmp/%c3%a9%20a.py', 'python'], ['file:///c%3A/a.py', 'python'], ['file:///tmp/a.pyi', 'x'],
  ['vscode-notebook-cell:/tmp/n.ipynb#W0sZ', 'python'], ['/tmp/bare.py', 'python'],
];
const SILENT = [
  ['git:/tmp/a.py?%7B%7D', 'python'], ['output:x', 'python'], ['vscode-scm:git/input', 'python'], ['gitlens://x/a.py', 'python'],
  ['file:///tmp/a.txt', 'plaintext'], ['file:///tmp/a.json', 'json'], ['untitled:Untitled-2', 'plaintext'],
];

test('which documents are linted: by languageId first, extension second, some schemes', () =>
  withClient({}, async (client) => {
    for (const [uri, languageId] of LINTED) {
      const found = await client.lint(uri, SLEEP, { languageId });
      assert.deepEqual(rules(found), ['blocking-sleep'], `${uri} ${languageId}`);
      await client.close(uri);
    }
    const count = client.published.length;
    for (const [uri, languageId] of SILENT) {
      await client.open(uri, SLEEP, { languageId });
      assert.deepEqual(await client.actions(uri, at(2, 5)), []);
      assert.equal(await client.request('textDocument/hover', { textDocument: { uri }, position: at(2, 5).start }), null);
    }
    await client.lint('file:///tmp/a.py', SLEEP);
    assert.equal(client.published.slice(count).filter((m) => m.uri !== 'file:///tmp/a.py').filter((m) => m.diagnostics.length).length, 0);
    assert.deepEqual(client.shown, []);
  }));

test('TypeScript and JSX go by languageId', () =>
  withClient({}, async (client) => {
    const text = 'async function f(): Promise<void> {}\nexport function g(x: number) {\n  f();\n}\n';
    for (const [uri, languageId] of [['untitled:a', 'typescript'], ['untitled:b', 'typescriptreact'], ['file:///tmp/a.ts', ''], ['file:///tmp/a.mts', 'x']]) {
      const found = await client.lint(uri, text, { languageId });
      assert.deepEqual(rules(found), ['floating-promise'], `${uri} ${languageId}`);
      assert.deepEqual(found[0].range.start.line, 2);
    }
  }));

test('files that are too large get one word and no work', () =>
  withClient({}, async (client) => {
    const uri = 'file:///tmp/large.py';
    for (const text of [`${SLEEP}${'# x\n'.repeat(1_100_000)}`, `${SLEEP}x = "${'y'.repeat(1_000_001)}"\n`]) {
      const found = await client.lint(uri, text);
      assert.equal(found.length, 1);
      assert.deepEqual([found[0].code, found[0].severity, found[0].range], ['not-checked', 3, at(0, 0)]);
      assert.deepEqual(await client.actions(uri, at(0, 0)), []);
      for (const small of [SLEEP, `${SLEEP}${'# x\r'.repeat(400_000)}`]) {
        await client.change(uri, small);
        assert.deepEqual(rules(await client.diagnostics(uri)), ['blocking-sleep']);
      }
      await client.close(uri);
    }
  }));

// --- pull ---

const pull = (client, uri, previousResultId) =>
  client.request('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId ? { previousResultId } : {}) });

test('pull is offered only to a client that can be told to ask again', async () => {
  const half = { ...PROFILES.bare, textDocument: { diagnostic: {} } };
  await withClient({ profile: half }, async (client) => {
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    assert.equal((await client.lint('file:///tmp/a.py', SLEEP)).length, 1);
  });
  const misspelt = { ...half, workspace: { diagnostic: { refreshSupport: true } } };
  await withClient({ profile: misspelt }, async (client) => {
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
  });
  await withClient({ profile: withPull(PROFILES.full) }, async (client) => {
    const { identifier, workspaceDiagnostics } = client.initialized.capabilities.diagnosticProvider;
    assert.equal(identifier, 'asynclint');
    assert.equal(typeof workspaceDiagnostics, 'boolean');
  });
});

test('pull: resultId, unchanged, and no push', () =>
  withClient({ profile: withPull(PROFILES.full) }, async (client) => {
    const uri = 'file:///tmp/a.py';
    await client.open(uri, SLEEP);
    const first = await pull(client, uri);
    assert.equal(first.kind, 'full');
    assert.deepEqual(rules(first.items), ['blocking-sleep']);
    assert.deepEqual(await pull(client, uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    assert.equal((await pull(client, uri, 'other')).kind, 'full');
    await client.change(uri, 'x = 1\n');
    const second = await pull(client, uri, first.resultId);
    assert.deepEqual([second.kind, second.items], ['full', []]);
    assert.notEqual(second.resultId, first.resultId);
    await client.close(uri);
    await client.open(uri, 'x = 1\n');
    assert.equal((await pull(client, uri, second.resultId)).kind, 'full', 'a reopened document');
    await client.close(uri);
    await client.open(uri, SLEEP);
    assert.equal((await pull(client, uri, first.resultId)).kind, 'full', 'a reopened document with the same text');
    assert.deepEqual((await pull(client, 'file:///tmp/closed.py')).items, []);
    await client.open('git:/tmp/a.py', SLEEP);
    assert.deepEqual((await pull(client, 'git:/tmp/a.py')).items, []);
    assert.deepEqual(client.published, []);
  }));

test('pull: changed settings ask the client to ask again, with a new resultId', () =>
  withClient({ profile: withPull(PROFILES.full) }, async (client) => {
    const uri = 'file:///tmp/a.py';
    await client.open(uri, SLEEP);
    const first = await pull(client, uri);
    client.settings.asynclint = { rules: { 'blocking-sleep': 'error' } };
    const before = client.requests.length;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.seen(client.requests, (r) => r.method === 'workspace/diagnostic/refresh', 'refresh', before);
    const second = await pull(client, uri, first.resultId);
    assert.equal(second.kind, 'full');
    assert.equal(second.items[0].severity, 1);
    assert.deepEqual(client.published, []);
  }));
