// program.test.mjs - findings that other files decide: as these are opened, edited, saved,
// closed, come and go.
import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { PROFILES, withClient, withFolder, withPull } from './client.mjs';

const APP = 'from lib.db import load\n\nasync def handler():\n    load()\n';
const BLOCKS = 'import time\n\ndef load():\n    time.sleep(1)\n';
const HARMLESS = 'def load():\n    return 1\n';
const TREE = { 'app.py': APP, 'lib/__init__.py': '', 'lib/db.py': 'from .deep import load\n', 'lib/deep.py': BLOCKS };

const some = (list) => list.some((d) => d.code === 'blocking-helper');
const none = (list) => list.length === 0;
const watched = (client, ...changes) =>
  client.notify('workspace/didChangeWatchedFiles', { changes: changes.map(([uri, type]) => ({ uri, type })) });
const [CREATED, CHANGED, DELETED] = [1, 2, 3];

const inFolder = (tree, run, options = {}) =>
  withFolder(tree, (folder, uri) =>
    withClient({ initialize: { workspaceFolders: [{ uri: uri(''), name: 'w' }] }, ...options }, (client) =>
      run(client, uri, (name, text) => writeFileSync(join(folder, name), text), folder)));

test('a call is followed into files that are not open, and the way is told', () =>
  inFolder(TREE, async (client, uri) => {
    await client.open(uri('app.py'), APP);
    const [found] = await client.diagnostics(uri('app.py'), some);
    assert.deepEqual(found.range, { start: { line: 3, character: 4 }, end: { line: 3, character: found.range.end.character } });
    const last = found.relatedInformation.at(-1).location;
    assert.equal(last.uri, uri('lib/deep.py'));
    assert.equal(last.range.start.line, 3);
  }));

test('another open file counts as it is in the editor', () =>
  inFolder(TREE, async (client, uri) => {
    const app = uri('app.py'), deep = uri('lib/deep.py');
    await client.open(app, APP);
    await client.diagnostics(app, some);
    let from = client.published.length;
    await client.open(deep, HARMLESS);
    await client.diagnostics(app, none, from);
    from = client.published.length;
    await client.change(deep, `# moved\n${BLOCKS}`);
    const [found] = await client.diagnostics(app, some, from);
    assert.equal(found.relatedInformation.at(-1).location.range.start.line, 4);
    await client.change(deep, HARMLESS);
    await client.diagnostics(app, none, from);
    from = client.published.length;
    await client.close(deep);
    await client.diagnostics(app, some, from);
  }));

test('files change on the disk, come and go', () =>
  inFolder({ ...TREE, 'lib/deep.py': HARMLESS }, async (client, uri, put, folder) => {
    const app = uri('app.py'), deep = uri('lib/deep.py');
    const then = async (fits, change) => {
      const from = client.published.length;
      await change();
      await client.diagnostics(app, fits, from);
    };
    await client.lint(app, APP);
    put('lib/deep.py', BLOCKS);
    await then(some, () => watched(client, [deep, CHANGED]));
    rmSync(join(folder, 'lib/deep.py'));
    await then(none, () => watched(client, [deep, DELETED]));
    put('lib/deep.py', BLOCKS);
    await then(some, () => watched(client, [deep, CREATED]));
  }));

test('a folder goes, and its files with it', () =>
  inFolder(TREE, async (client, uri, put, folder) => {
    await client.open(uri('app.py'), APP);
    await client.diagnostics(uri('app.py'), some);
    const from = client.published.length;
    rmSync(join(folder, 'lib'), { recursive: true });
    await watched(client, [uri('lib'), DELETED]);
    await client.diagnostics(uri('app.py'), none, from);
  }));

test('a text that is closed at once, before it was looked at, leaves nothing behind', () =>
  inFolder({ ...TREE, 'lib/mine.py': HARMLESS.replace('load', 'own') }, async (client, uri) => {
    const app = uri('app.py'), mine = uri('lib/mine.py');
    const settled = () => client.request('asynclint/settled', {});
    await client.open(app, APP);
    await settled();
    client.open(mine, BLOCKS.replace('load', 'own'));
    client.request('textDocument/hover', { textDocument: { uri: mine }, position: { line: 0, character: 0 } });
    await client.close(mine);
    await settled();
    await client.change(app, `${APP}\nfrom lib.mine import own\n\nasync def other():\n    own()\n`);
    const { documents } = await settled();
    const { items } = documents.find((document) => document.uri === app);
    assert.deepEqual(items.filter((d) => d.code === 'blocking-helper').map((d) => d.range.start.line), [3]);
  }));

test('an edit brings in what it calls', () =>
  inFolder(TREE, async (client, uri) => {
    const app = uri('app.py');
    assert.deepEqual(await client.lint(app, 'async def handler():\n    pass\n'), []);
    await client.change(app, APP);
    await client.diagnostics(app, some);
    await client.change(app, APP.replace('async def', 'def'));
    assert.deepEqual(await client.diagnostics(app), []);
  }));

test('names of the configuration count in files that are not open, as soon as it changes', () =>
  inFolder({ ...TREE, 'lib/deep.py': HARMLESS }, async (client, uri, put, folder) => {
    const app = uri('app.py'), config = uri('asynclint.json');
    const then = async (fits, type, text) => {
      const from = client.published.length;
      if (text) put('asynclint.json', text);
      else rmSync(join(folder, 'asynclint.json'));
      watched(client, [config, type]);
      await client.diagnostics(app, fits, from);
    };
    assert.deepEqual(await client.lint(app, APP), []);
    await then(some, CREATED, '{"blocking": ["lib.deep.load"]}');
    await then(none, CHANGED, '{"blocking": ["lib.deep.other"]}');
    await then(some, CHANGED, '{"blocking": ["deep.load"]}');
    await then(none, DELETED);
  }));

test('… and in the open buffer, also from the editor\'s settings', () =>
  inFolder(TREE, async (client, uri) => {
    const app = uri('b.py'), text = 'import erp\n\nasync def handler():\n    erp.fetch()\n';
    const configure = (settings) => client.notify('workspace/didChangeConfiguration', { settings: { asynclint: settings } });
    assert.deepEqual(await client.lint(app, text), []);
    client.settings = { asynclint: { blocking: ['erp.fetch'] } };
    configure(client.settings.asynclint);
    await client.diagnostics(app, some);
    const from = client.published.length;
    client.settings = { asynclint: { blocking: ['erp.fetch'], safe: ['erp.*'] } };
    configure(client.settings.asynclint);
    await client.diagnostics(app, none, from);
  }));

test('a client that pulls is asked to ask again', () =>
  inFolder(TREE, async (client, uri) => {
    await client.open(uri('app.py'), APP);
    const pull = () => client.request('textDocument/diagnostic', { textDocument: { uri: uri('app.py') } });
    const first = await pull();
    if (!some(first.items)) {
      await client.seen(client.requests, (r) => r.method === 'workspace/diagnostic/refresh', 'the refresh');
      assert.ok(some((await pull()).items));
    }
    assert.equal(client.initialized.capabilities.diagnosticProvider.interFileDependencies, true);
    assert.deepEqual(client.published, []);
  }, { profile: withPull(PROFILES.full) }));

test('JavaScript: packages of the workspace, by their sources', () =>
  inFolder({
    'package.json': '{"workspaces": ["packages/*"]}',
    'packages/core/package.json': '{"name": "@acme/core", "main": "dist/index.js"}',
    'packages/core/src/index.ts': "export { load } from './load.js';\n",
    'packages/core/src/load.ts': "import { readFileSync } from 'node:fs';\nexport function load() { return readFileSync('x'); }\n",
    'packages/app/package.json': '{"name": "app"}',
  }, async (client, uri) => {
    const text = "import { load } from '@acme/core';\nexport async function handler() {\n  return load();\n}\n";
    await client.open(uri('packages/app/app.ts'), text, { languageId: 'typescript' });
    const found = (await client.diagnostics(uri('packages/app/app.ts'), some)).find((d) => d.code === 'blocking-helper');
    assert.equal(found.relatedInformation.at(-1).location.uri, uri('packages/core/src/load.ts'));
  }));

test('what is known of other files is kept where the setting says', () =>
  withFolder(TREE, async (folder, uri) => {
    const kept = () => readdirSync(join(folder, '.cache'), { recursive: true }).filter((name) => /[0-9a-f]{32}$/.test(name)).sort();
    const initialize = { workspaceFolders: [{ uri: uri(''), name: 'w' }], initializationOptions: { cache: '.cache' } };
    const session = () => withClient({ initialize }, async (client) => {
      await client.open(uri('app.py'), APP);
      await client.diagnostics(uri('app.py'), some);
    });
    await session();
    const first = kept();
    assert.equal(first.length, 3);
    await session();
    assert.deepEqual(kept(), first);
    writeFileSync(join(folder, '.cache', first[0]), 'garbage');
    await session();
  }));
