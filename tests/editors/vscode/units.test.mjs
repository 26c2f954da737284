// What of the extension needs no editor: where the program is looked for, what the server is told, and that the
// manifest has the settings of the program. Left out where the extension's packages are missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import test, { after, before, describe } from 'node:test';
import { NODE } from './workbench.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const EXTENSION = join(ROOT, 'editors/vscode');
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const manifest = JSON.parse(readFileSync(join(EXTENSION, 'package.json'), 'utf8'));
const there = existsSync(join(EXTENSION, 'node_modules/esbuild'));
const skip = !there && !process.env.EDITORS_REQUIRED && 'the packages of editors/vscode are not installed';

describe('the extension of VS Code', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'extension-'));
  let locate, serverSettings;
  before(async () => {
    const { buildSync } = createRequire(join(EXTENSION, 'package.json'))('esbuild');
    const entryPoints = ['locate', 'settings'].map((name) => join(EXTENSION, 'src', `${name}.ts`));
    buildSync({ entryPoints, outdir: folder, format: 'esm', outExtension: { '.js': '.mjs' }, platform: 'node' });
    ({ locate } = await import(pathToFileURL(join(folder, 'locate.mjs'))));
    ({ serverSettings } = await import(pathToFileURL(join(folder, 'settings.mjs'))));
  });
  after(() => rmSync(folder, { recursive: true }));

  const around = (more, ...programs) => ({
    setting: '', extension: '/ext', home: '/home/me', folder: '/ws', pathVariable: '/a:/b', platform: 'linux',
    isProgram: (file) => programs.includes(file), ...more,
  });
  const ALL = ['/set/asynclint', '/ext/bin/asynclint', '/b/asynclint'];

  test('the setting comes first, then the program that came along, then PATH', () => {
    assert.deepEqual(locate(around({ setting: '/set/asynclint' }, ...ALL)), { program: '/set/asynclint', from: 'setting' });
    assert.deepEqual(locate(around({}, ...ALL)), { program: '/ext/bin/asynclint', from: 'extension' });
    assert.deepEqual(locate(around({}, '/b/asynclint')), { program: '/b/asynclint', from: 'PATH' });
  });
  test('a setting may name the home, the folder, or a program on PATH', () => {
    assert.equal(locate(around({ setting: '~/x' }, '/home/me/x')).program, '/home/me/x');
    assert.equal(locate(around({ setting: '${workspaceFolder}/x' }, '/ws/x')).program, '/ws/x');
    assert.equal(locate(around({ setting: 'other' }, '/b/other')).program, '/b/other');
  });
  test('a setting that is wrong is told, not passed over', () =>
    assert.deepEqual(locate(around({ setting: '/nowhere' }, ...ALL)), { tried: ['/nowhere'] }));
  test('nothing found: what was tried', () =>
    assert.deepEqual(locate(around({})), { tried: ['/ext/bin/asynclint', 'asynclint on PATH'] }));
  test('a relative folder of PATH is what was opened, and not looked in', () =>
    assert.equal(locate(around({ pathVariable: '.:bin::/b' }, 'asynclint', 'bin/asynclint', '/b/asynclint')).program, '/b/asynclint'));
  test('Windows', () =>
    assert.equal(locate(around({ platform: 'win32', extension: 'C:\\ext' }, 'C:\\ext\\bin\\asynclint.exe')).program, 'C:\\ext\\bin\\asynclint.exe'));

  test('the server gets what is set, and nothing of the extension alone', () => {
    const section = { enable: true, path: '/x', trace: { server: 'off' }, rules: { all: 'off' }, exclude: [], overrides: {}, configPath: '', workload: 'mixed', respectForeignSuppressions: false };
    assert.deepEqual(serverSettings(section), { rules: { all: 'off' }, workload: 'mixed', respectForeignSuppressions: false });
    assert.deepEqual(serverSettings(undefined), {});
  });
});

test('each rule and key of the program is a setting, with a type, a default and a description', async () => {
  const { settings } = await import(pathToFileURL(join(EXTENSION, 'scripts/settings.mjs')));
  const print = (format) => JSON.parse(spawnSync(PROGRAM, ['rules', '--format', format], { encoding: 'utf8' }).stdout);
  const all = settings(print('schema'));
  assert.deepEqual(Object.keys(all['asynclint.rules'].properties).sort(), ['all', ...print('json').rules.map(({ id }) => id)].sort());
  for (const key of ['enable', 'path', 'workload', 'httpClient', 'blocking', 'overrides']) assert.ok(all[`asynclint.${key}`], key);
  for (const [name, setting] of Object.entries(all))
    assert.ok(setting.type && setting.default !== undefined && (setting.description || setting.markdownDescription), name);
});

test('what a folder may not choose before it is trusted is a setting; virtual folders are declared', async () => {
  const { settings } = await import(pathToFileURL(join(EXTENSION, 'scripts/settings.mjs')));
  const all = settings(JSON.parse(readFileSync(join(ROOT, 'docs/asynclint.schema.json'), 'utf8')));
  const { untrustedWorkspaces: untrusted, virtualWorkspaces: virtual } = manifest.capabilities;
  assert.equal(untrusted.supported, 'limited');
  for (const name of untrusted.restrictedConfigurations) assert.ok(all[name], name);
  for (const name of ['path', 'configPath', 'cache']) assert.ok(untrusted.restrictedConfigurations.includes(`asynclint.${name}`), name);
  assert.ok(virtual.supported && virtual.description);
});

test('each command of the manifest is one that the extension has', () => {
  const source = ['extension', 'commands'].map((name) => readFileSync(join(EXTENSION, `src/${name}.ts`), 'utf8')).join('');
  for (const { command } of manifest.contributes.commands)
    assert.match(source, new RegExp(`'(asynclint\\.)?${command.split('.')[1]}'`));
});

test('the version is that of the program, and no lock file names a registry', () => {
  const { stdout } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' });
  assert.ok(stdout.includes(manifest.version), stdout);
  for (const path of ['editors/vscode', 'tests/editors/vscode'])
    assert.doesNotMatch(readFileSync(join(ROOT, path, 'package-lock.json'), 'utf8'), /"resolved"/);
});

// A platform package, as the Marketplace and Open VSX take them; vsce wants the Node.js that VS Code's tests bring.
test('a package for a platform brings its program along', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'vsix-'));
  const file = join(folder, 'it.vsix');
  try {
    const args = ['scripts/package.mjs', '--target', 'linux-x64', '--program', PROGRAM, '--stage', join(folder, 'stage'), '--out', file];
    const made = spawnSync(NODE, args, { cwd: EXTENSION, encoding: 'utf8' });
    assert.equal(made.status, 0, made.stdout + made.stderr);
    const read = `import json, sys, zipfile
it = zipfile.ZipFile(sys.argv[1])
print(json.dumps({info.filename: [oct(info.external_attr >> 16 & 0o777), info.file_size] for info in it.infolist()}))
print(it.read("extension.vsixmanifest").decode())`;
    const { stdout } = spawnSync('python3', ['-c', read, file], { encoding: 'utf8' });
    const files = JSON.parse(stdout.split('\n')[0]);
    assert.deepEqual(files['extension/bin/asynclint'], ['0o755', statSync(PROGRAM).size]);
    assert.match(stdout, /TargetPlatform="linux-x64"/);
    for (const name of ['dist/extension.js', 'asynclint.schema.json', 'images/icon.png', 'readme.md', 'changelog.md', 'LICENSE.txt'])
      assert.ok(files[`extension/${name}`], `${name} is missing from ${Object.keys(files)}`);
    assert.ok(!Object.keys(files).some((name) => /\.ts$|node_modules|\.map$/.test(name)), 'only what is needed');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
