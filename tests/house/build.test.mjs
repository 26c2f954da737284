// What the build says when something is missing, and what it installs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { MAKEFLAGS, MAKELEVEL, ...ENV } = process.env; // of the make that runs the tests

function make(folder, args, env = {}) {
  return spawnSync('make', args, { cwd: folder, env: { ...ENV, ...env }, encoding: 'utf8' });
}

// A copy of the sources without the grammars' packages.
function bareCopy() {
  const copy = mkdtempSync(join(tmpdir(), 'build-'));
  for (const path of ['Makefile', 'lsp', 'include', 'grammars'])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true, filter: (from) => !from.includes('node_modules') });
  return copy;
}

function missing(name, env, sentence) {
  test(`without ${name}, make says what installs it`, () => {
    const copy = bareCopy();
    try {
      const { status, stderr } = make(copy, ['-j2'], env);
      assert.equal(status, 2);
      assert.deepEqual(stderr.split('\n').filter((line) => line.startsWith('asynclint:')), [sentence]);
      assert.ok(!existsSync(join(copy, 'grammars/node_modules')), 'make must not download');
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
}

missing('the grammars', {},
  'asynclint: the grammars are missing; to install: npm ci --ignore-scripts --prefix grammars (./setup.sh does all set-up)');
missing('jansson', { PKG_CONFIG_LIBDIR: '/nonexistent' },
  'asynclint: jansson is missing; to install: apt-get install libjansson-dev (./setup.sh does all set-up)');
missing('pkg-config', { PKG_CONFIG: 'no-pkg-config' },
  'asynclint: no-pkg-config is missing; to install: apt-get install pkg-config (./setup.sh does all set-up)');
missing('a compiler', { CC: 'no-cc' },
  'asynclint: no-cc is missing; to install: apt-get install gcc libc6-dev (./setup.sh does all set-up)');

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

test('make install honours PREFIX and DESTDIR, and make uninstall takes all of it away', () => {
  const root = mkdtempSync(join(tmpdir(), 'install-'));
  try {
    const args = [`DESTDIR=${root}`, 'PREFIX=/opt/it'];
    const installed = make(ROOT, ['install', ...args]);
    assert.equal(installed.status, 0, installed.stderr);
    const files = filesUnder(root).map((path) => path.slice(root.length));
    assert.ok(files.includes('/opt/it/bin/asynclint'), files.join(' '));
    assert.ok(files.includes('/opt/it/share/doc/asynclint/LICENSE'), files.join(' '));
    assert.ok(files.every((path) => path.startsWith('/opt/it/')), files.join(' '));
    assert.ok(statSync(join(root, 'opt/it/bin/asynclint')).mode & 0o111, 'the program is executable');
    assert.equal(make(ROOT, ['uninstall', ...args]).status, 0);
    assert.deepEqual(filesUnder(root), []);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('make help lists every target that people use', () => {
  const { stdout } = make(ROOT, ['help']);
  for (const target of ['all', 'test', 'demo', 'check', 'install', 'uninstall', 'docs', 'format', 'fuzz', 'clean'])
    assert.match(stdout, new RegExp(`^  make ${target} `, 'm'));
});

for (const [args, status] of [[[], 2], [['dmeo'], 2], [['--help'], 0]])
  test(`setup.sh ${args.join(' ')} says how it is used`, () => {
    const { stdout, stderr, status: got } = spawnSync('./setup.sh', args, { cwd: ROOT, encoding: 'utf8' });
    assert.equal(got, status);
    assert.match(stdout + stderr, /^usage: \.\/setup\.sh demo/);
  });
