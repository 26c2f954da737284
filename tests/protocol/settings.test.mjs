// settings.test.mjs - configuration from files, from the editor, and as it changes.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { at, PROFILES, SLEEP, withClient, withFolder } from './client.mjs';

const level = (word) => JSON.stringify({ rules: { 'blocking-sleep': word } });
const severities = (list) => list.map((d) => d.severity);
const is = (severity) => (list) => list.length === 1 && list[0].severity === severity;

test('the nearest file wins, file by file', () =>
  withFolder({
    'asynclint.json': level('error'), 'a/.asynclint.json': level('hint'), 'b/pyproject.toml': '[tool.asynclint.rules]\nblocking-sleep = "information"\n',
    'c/package.json': '{"name": "c", "asynclint": {"rules": {"blocking-sleep": "off"}}}', 'd/pyproject.toml': '[tool.other]\n',
  }, async (folder, uri) => {
    await withClient({}, async (client) => {
      for (const [name, expected] of [['x.py', [1]], ['a/x.py', [4]], ['b/x.py', [3]], ['c/x.py', []], ['d/x.py', [1]], ['a/deep/er/x.py', [4]]])
        assert.deepEqual(severities(await client.lint(uri(name), SLEEP)), expected, name);
    });
  }));

test('editor settings: with initialize, when pushed, when asked for; they come under files', () =>
  withFolder({ 'file/asynclint.json': level('error'), 'none/x': '' }, async (folder, uri) => {
    for (const options of [{ rules: { 'blocking-sleep': 'hint' } }, { asynclint: { rules: { 'blocking-sleep': 'hint' } } }])
      await withClient({ initialize: { initializationOptions: options } }, async (client) => {
        assert.deepEqual(severities(await client.lint(uri('none/x.py'), SLEEP)), [4]);
        assert.deepEqual(severities(await client.lint(uri('file/x.py'), SLEEP)), [1]);
      });
    await withClient({ profile: PROFILES.bare }, async (client) => {
      const document = uri('none/x.py');
      assert.deepEqual(severities(await client.lint(document, SLEEP)), [2]);
      for (const settings of [{ asynclint: { rules: { 'blocking-sleep': 'hint' } } }, { rules: { 'blocking-sleep': 'error' } }]) {
        await client.notify('workspace/didChangeConfiguration', { settings });
        await client.diagnostics(document, is(settings.rules ? 1 : 4));
      }
      for (const settings of [null, {}, 5]) await client.notify('workspace/didChangeConfiguration', { settings });
      await client.notify('workspace/didChangeConfiguration', {});
      await client.diagnostics(document, is(2), client.published.length);
    });
    await withClient({}, async (client) => {
      const document = uri('none/x.py');
      await client.lint(document, SLEEP);
      client.settings.asynclint = { rules: { 'blocking-sleep': 'information' } };
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      await client.diagnostics(document, is(3));
      const asked = client.requests.filter((r) => r.method === 'workspace/configuration').at(-1);
      assert.deepEqual(asked.params.items, [{ section: 'asynclint' }]);
    });
  }));

test('settings of each workspace folder; folders come and go', () =>
  withFolder({ 'a/x': '', 'b/x': '' }, async (folder, uri) => {
    const folders = ['a', 'b'].map((name) => ({ uri: uri(name), name }));
    await withClient({ initialize: { workspaceFolders: folders.slice(0, 1) } }, async (client) => {
      client.settings[folders[0].uri] = { rules: { 'blocking-sleep': 'error' } };
      client.settings[folders[1].uri] = { rules: { 'blocking-sleep': 'hint' } };
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      await client.open(uri('a/x.py'), SLEEP);
      await client.diagnostics(uri('a/x.py'), is(1));
      assert.deepEqual(severities(await client.lint(uri('b/x.py'), SLEEP)), [2]);
      await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folders[1]], removed: [] } });
      await client.diagnostics(uri('b/x.py'), is(4));
      const count = client.published.length;
      await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folders[0]] } });
      await client.diagnostics(uri('a/x.py'), is(2), count);
    });
  }));

test('the server\'s own settings: minSeverity, configPath, logLevel', () =>
  withFolder({ 'other/conf.json': level('error'), 'x': '' }, async (folder, uri) => {
    const options = { minSeverity: 'warning', rules: { 'blocking-sleep': 'information' } };
    await withClient({ initialize: { initializationOptions: options } }, async (client) => {
      assert.deepEqual(await client.lint(uri('x.py'), SLEEP), []);
      assert.deepEqual(await client.actions(uri('x.py'), at(2, 4)), []);
    });
    for (const configPath of [join(folder, 'other/conf.json'), 'other/conf.json'])
      await withClient({ initialize: { rootUri: uri(''), initializationOptions: { configPath } } }, async (client) => {
        assert.deepEqual(severities(await client.lint(uri('x.py'), SLEEP)), [1], configPath);
      });
    for (const [logLevel, count] of [['off', 0], ['error', 0], ['warning', 1], ['debug', 2]])
      await withClient({ initialize: { initializationOptions: { logLevel } } }, async (client) => {
        await client.close(uri('closed.py'));
        await client.notify('probe/nothing', {});
        await client.lint(uri('x.py'), SLEEP);
        assert.equal(client.logs.length, count, `${logLevel}: ${JSON.stringify(client.logs)}`);
      });
  }));

test('faults of the editor\'s settings are one line of the log', () =>
  withClient({ initialize: { initializationOptions: { rulez: {}, rules: { 'no-such-rule': 'error', 'blocking-sleep': 'loud' } } } }, async (client) => {
    await client.lint('file:///tmp/x.py', SLEEP);
    assert.equal(client.logs.length, 1);
    for (const word of ['rulez', 'no-such-rule', 'loud']) assert.ok(client.logs[0].message.includes(word), client.logs[0].message);
    assert.deepEqual(client.shown, []);
  }));

const RELOADS = {
  'a watched change': (client, config) => client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] }),
  'saving it': (client, config) => client.notify('textDocument/didSave', { textDocument: { uri: config } }),
  'the next edit of a document': (client, config, document) => client.change(document, SLEEP),
};

for (const [name, reload] of Object.entries(RELOADS))
  test(`a configuration file that changes is read again: ${name}`, () =>
    withFolder({ 'asynclint.json': level('error'), 'x': '' }, async (folder, uri) => {
      await withClient({}, async (client) => {
        const document = uri('x.py'), config = uri('asynclint.json');
        assert.deepEqual(severities(await client.lint(document, SLEEP)), [1]);
        writeFileSync(join(folder, 'asynclint.json'), level('information'));
        await reload(client, config, document);
        await client.diagnostics(document, is(3));
        rmSync(join(folder, 'asynclint.json'));
        await reload(client, config, document);
        await client.diagnostics(document, is(2), client.published.length);
        writeFileSync(join(folder, '.asynclint.json'), level('hint'));
        await reload(client, uri('.asynclint.json'), document);
        await client.diagnostics(document, is(4), client.published.length);
      });
    }));

test('an extended file that changes is noticed too', () =>
  withFolder({ 'asynclint.json': '{"extends": "base.json"}', 'base.json': level('error') }, async (folder, uri) => {
    await withClient({}, async (client) => {
      const document = uri('x.py');
      assert.deepEqual(severities(await client.lint(document, SLEEP)), [1]);
      writeFileSync(join(folder, 'base.json'), level('hint'));
      await client.change(document, SLEEP);
      await client.diagnostics(document, is(4));
    });
  }));

test('a broken configuration: shown where it is broken, one box, the last good one kept', () =>
  withFolder({ 'asynclint.json': level('error') }, async (folder, uri) => {
    await withClient({}, async (client) => {
      const document = uri('x.py'), config = uri('asynclint.json');
      await client.lint(document, SLEEP);
      const onConfig = (fits) => client.seen(client.published, (m) => decodeURI(m.uri) === decodeURI(config) && fits(m.diagnostics), 'diagnostics of the configuration');
      for (const text of ['{\n  "rules": {\n', '{\n  "rules": {{\n']) {
        writeFileSync(join(folder, 'asynclint.json'), text);
        await client.change(document, SLEEP);
        assert.deepEqual(severities(await client.diagnostics(document)), [1]);
      }
      const { diagnostics } = await onConfig((list) => list.length === 1);
      assert.equal(diagnostics[0].source, 'asynclint');
      assert.ok(diagnostics[0].range.start.line > 0);
      assert.equal(client.shown.length, 1);
      assert.match(client.shown[0].message, /asynclint\.json/);
      writeFileSync(join(folder, 'asynclint.json'), level('hint'));
      await client.change(document, SLEEP);
      assert.deepEqual(severities(await client.diagnostics(document)), [4]);
      await onConfig((list) => list.length === 0);
      assert.equal(client.shown.length, 1);
    });
  }));

test('broken from the start: the defaults', () =>
  withFolder({ 'asynclint.json': '{' }, async (folder, uri) => {
    await withClient({}, async (client) => {
      for (const name of ['x.py', 'y.py']) assert.deepEqual(severities(await client.lint(uri(name), SLEEP)), [2]);
      assert.equal(client.shown.length, 1);
    });
  }));

test('an unknown key or rule is a diagnostic in its place; the rest is in force', () =>
  withFolder({ 'pyproject.toml': '[tool.asynclint]\nrulez = 1\n\n[tool.asynclint.rules]\nblocking-sleep = "error"\n"blocking-slep" = "hint"\n' }, async (folder, uri) => {
    await withClient({}, async (client) => {
      assert.deepEqual(severities(await client.lint(uri('x.py'), SLEEP)), [1]);
      const { diagnostics } = await client.seen(client.published, (m) => m.uri.endsWith('pyproject.toml'), 'diagnostics of the configuration');
      assert.deepEqual(diagnostics.map((d) => d.range.start.line).sort(), [1, 5]);
      assert.deepEqual(client.shown, []);
    });
  }));

test('a configuration that is open counts as it is in the editor', () =>
  withFolder({ 'asynclint.json': level('error') }, async (folder, uri) => {
    await withClient({}, async (client) => {
      const document = uri('x.py'), config = uri('asynclint.json');
      assert.deepEqual(severities(await client.lint(document, SLEEP)), [1]);
      await client.open(config, level('error'), { languageId: 'json' });
      await client.change(config, level('information'));
      await client.diagnostics(document, is(3));
      await client.change(config, '{"rules": {"blocking-sleep": "information"}, "😀": 1}');
      const [fault] = await client.diagnostics(config, (list) => list.length === 1);
      assert.deepEqual(fault.range, at(0, 45, 0, 49));
      await client.close(config);
      await client.diagnostics(document, is(1), client.published.length);
      assert.deepEqual(client.shown, []);
    });
  }));

test('excluded files are silent', () =>
  withFolder({ 'asynclint.json': '{"exclude": ["gen/"]}' }, async (folder, uri) => {
    await withClient({}, async (client) => {
      assert.deepEqual(await client.lint(uri('gen/x.py'), SLEEP), []);
      assert.equal((await client.lint(uri('x.py'), SLEEP)).length, 1);
    });
  }));

test('globs of the editor\'s settings are relative to the workspace folder', () =>
  withFolder({ 'a/x': '', 'b/x': '' }, async (folder, uri) => {
    const workspaceFolders = ['a', 'b'].map((name) => ({ uri: uri(name), name }));
    await withClient({ initialize: { workspaceFolders, initializationOptions: { exclude: ['/gen/'] } } }, async (client) => {
      for (const [name, count] of [['a/gen/x.py', 0], ['b/gen/x.py', 0], ['a/sub/gen/x.py', 1], ['b/x.py', 1]])
        assert.equal((await client.lint(uri(name), SLEEP)).length, count, name);
    });
  }));

test('what is registered, and only with a client that can', async () => {
  await withClient({}, async (client) => {
    await client.seen(client.requests, (r) => r.method === 'client/registerCapability', 'the registration');
    const { registrations } = client.requests.find((r) => r.method === 'client/registerCapability').params;
    assert.deepEqual(registrations.map((r) => r.method).sort(), ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
    const [{ globPattern }] = registrations.find((r) => r.method.endsWith('Files')).registerOptions.watchers;
    for (const name of ['asynclint.json', '.asynclint.json', 'pyproject.toml', 'package.json']) assert.ok(globPattern.includes(name));
  });
  await withClient({ profile: PROFILES.bare }, async (client) => {
    await client.lint('file:///tmp/x.py', SLEEP);
    assert.deepEqual(client.requests, []);
  });
});
