// parity.test.mjs - push, pull and the command line find the same in the same files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { PROFILES, at, withClient, withFolder, withPull } from './client.mjs';
import { fixtures } from './fixtures.mjs';
import { BINARY, isSparse, ROOT, sparse } from './wire.mjs';

const SEVERITIES = [, 'error', 'warning', 'information', 'hint'];

const ofServer = (d) => ({
  rule: d.code, severity: SEVERITIES[d.severity], message: d.message, line: d.range.start.line + 1, column: d.range.start.character + 1,
  end_line: d.range.end.line + 1, end_column: d.range.end.character + 1,
});

const ofCheck = ({ rule, severity, message, line, column, end_line, end_column }) =>
  ({ rule, severity, message, line, column, end_line, end_column });

function checked(paths) {
  const run = spawnSync(BINARY, ['check', '--format', 'json', '--min-severity', 'hint', '--no-config', ...paths],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.ok(run.status <= 1, run.stderr);
  return JSON.parse(run.stdout).findings;
}

test('push, pull and check agree on every fixture', async () => {
  const all = sparse(fixtures());
  const findings = checked(all.map((f) => f.path));
  assert.ok(findings.length > 0);
  const encoding = { general: { positionEncodings: ['utf-32'] } };
  await withClient({ profile: { ...PROFILES.full, ...encoding } }, (push) =>
    withClient({ profile: { ...withPull(PROFILES.full), ...encoding } }, async (pull) => {
      for (const { name, path, languageId, text } of all) {
        const uri = pathToFileURL(path).href;
        const wanted = findings.filter((f) => f.path.endsWith(`tests/rules/${name}`)).map(ofCheck);
        assert.deepEqual((await push.lint(uri, text, { languageId })).map(ofServer), wanted, name);
        await pull.open(uri, text, { languageId });
        const { items } = await pull.request('textDocument/diagnostic', { textDocument: { uri } });
        assert.deepEqual(items.map(ofServer), wanted, name);
      }
    }));
});

test('the workspace, pulled, is what check finds in the folder', async () => {
  const folder = join(ROOT, 'tests/rules', isSparse ? 'dangling-task' : '.');
  const findings = checked([folder]);
  const profile = { ...withPull(PROFILES.full), general: { positionEncodings: ['utf-32'] } };
  const initialize = {
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'rules' }], initializationOptions: { diagnosticMode: 'workspace' },
  };
  await withClient({ profile, initialize }, async (client) => {
    const { items } = await client.request('workspace/diagnostic', { previousResultIds: [] });
    const found = new Map(items.map((report) => [fileURLToPath(report.uri), report.items.map(ofServer)]));
    const wanted = new Map();
    for (const finding of findings) wanted.set(finding.path, [...(wanted.get(finding.path) ?? []), ofCheck(finding)]);
    assert.ok(wanted.size > (isSparse ? 0 : 20));
    assert.deepEqual([...found.keys()].sort(), [...wanted.keys()].sort());
    for (const [path, list] of wanted) assert.deepEqual(found.get(path), list, path);
  });
});

const CHAIN = {
  'app.py': 'from lib import load\n\nasync def handler():\n    load()\n    send()\n\nfrom net import send\n',
  'lib/__init__.py': 'from .deep import load\n', 'lib/deep.py': 'import time\n\ndef load():\n    time.sleep(1)\n',
  'net.py': 'async def send():\n    pass\n',
  'main.js': "import { read } from './read.js';\nexport async function handler() {\n  return read();\n}\n",
  'read.js': "import { readFileSync } from 'node:fs';\nexport const read = () => readFileSync('x');\n",
};
const ARGUMENTS = ['--format', 'json', '--min-severity', 'hint'];
const run = (folder, ...args) => spawnSync(BINARY, ['check', ...args, '.'], { cwd: folder, encoding: 'utf8' });

test('files that are not open are judged with what they call in others', () =>
  withFolder(CHAIN, async (folder, uri) => {
    const profile = { ...withPull(PROFILES.full), general: { positionEncodings: ['utf-32'] } };
    const workspaceFolders = [{ uri: uri(''), name: 'w' }];
    const pulled = async (settings) => {
      const found = [];
      const initialize = { workspaceFolders, initializationOptions: { diagnosticMode: 'workspace', ...settings } };
      await withClient({ profile, initialize }, async (client) => {
        const { items } = await client.request('workspace/diagnostic', { previousResultIds: [] });
        for (const report of items) found.push(...report.items.map((d) => ({ path: fileURLToPath(report.uri).slice(folder.length + 1), ...ofServer(d) })));
      });
      return found;
    };
    const checked = (...args) => JSON.parse(run(folder, ...ARGUMENTS, ...args).stdout).findings.map((f) => ({ path: f.path, ...ofCheck(f) }));
    const all = checked();
    assert.ok(all.filter((f) => f.rule === 'blocking-helper').length === 2 && all.some((f) => f.rule === 'missing-await'));
    assert.deepEqual(await pulled({}), all);
    assert.deepEqual(await pulled({ workspace: false }), checked('--no-workspace'));
  }));

test('fix-all sees what only other files show, as check --fix does', () => {
  const text = 'from lib import load\n\nasync def handler():\n    load()  # asynclint: ignore[blocking-helper]\n' +
    '    return 1  # asynclint: ignore[blocking-helper]\n';
  return withFolder({ ...CHAIN, 'app.py': text, 'asynclint.json': '{"rules": {"unused-suppression": "warning"}}' }, async (folder, uri) => {
    const initialize = { workspaceFolders: [{ uri: uri(''), name: 'w' }] }, file = uri('app.py');
    await withClient({ initialize }, async (client) => {
      await client.open(file, text);
      await client.diagnostics(file, (list) => list.length === 1);
      const [action] = await client.actions(file, at(0, 0), { only: ['source.fixAll.asynclint'] });
      const fixed = await client.edited(file, action);
      assert.equal(fixed, text.replace(/(return 1).*/, '$1'));
      run(folder, '--fix');
      assert.equal(readFileSync(join(folder, 'app.py'), 'utf8'), fixed);
    });
  });
});
