// What others take asynclint by: tarball, Debian package, npm packages, pre-commit, GitHub's action.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const { MAKEFLAGS, MAKELEVEL, ...ENV } = process.env; // of the make that runs the tests
const SLEEP = 'import time\n\n\nasync def f():\n    time.sleep(1)\n';
const text = (path) => readFileSync(join(ROOT, path), 'utf8');
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const noYaml = !existsSync(join(ROOT, 'tests/packaging/node_modules')) && 'needs npm ci --ignore-scripts --prefix tests/packaging';

function folder(t, files = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'packaging-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, ...options, env: { ...ENV, ...options.env } });
}

function succeed(command, args, options) {
  const result = run(command, args, options);
  assert.equal(result.status, 0, `${command} ${args.join(' ')}: ${result.stdout}${result.stderr}`);
  return result.stdout;
}

const version = /^#define ASYNCLINT_VERSION "(.*)"$/m.exec(text('include/asynclint/asynclint.h'))[1];
const noGit = run('git', ['rev-parse', '--is-inside-work-tree']).status !== 0 && 'this is no work tree of git';

test('the tarball is the same bytes again, and builds without a network', { skip: noGit }, (t) => {
  const path = join(ROOT, `build/asynclint-${version}.tar.gz`);
  const pack = (env) => {
    assert.equal(succeed('bash', ['-c', 'umask 077; make -s dist'], { env }), `build/asynclint-${version}.tar.gz\n`);
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  };
  const once = pack({});
  assert.equal(pack({ TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', TAR_OPTIONS: '' }), once);
  const dir = folder(t);
  succeed('tar', ['-xzf', path, '-C', dir]);
  const tree = join(dir, `asynclint-${version}`);
  assert.deepEqual(readdirSync(dir), [`asynclint-${version}`]);
  const plan = succeed('make', ['-C', tree, '-n', 'CC=cc'], { env: { PATH: process.env.PATH } });
  for (const part of ['lsp/main.c', 'tree-sitter-python/src/parser.c', 'typescript/tsx/src/scanner.c', 'tree-sitter/lib/src/lib.c'])
    assert.ok(plan.includes(part), part);
  const listed = succeed('tar', ['-tzf', path]).split('\n');
  assert.ok(!listed.some((name) => /\.(node|wasm|o)$|prebuilds|build\//.test(name)));
  assert.ok(listed.length < 3000, `${listed.length} files`);
  succeed('cc', ['-fsyntax-only', '-w', '-I', join(tree, 'grammars/node_modules/tree-sitter-typescript/typescript/src'),
    join(tree, 'grammars/node_modules/tree-sitter-typescript/typescript/src/scanner.c')]);
});

const noDebian = (['dpkg-buildpackage', 'dh', 'lintian'].find((tool) => !has(tool)) ?? false) && 'dpkg-dev, debhelper or lintian is not installed';

test('the Debian package is built, and lintian has nothing to say', { skip: noDebian || noGit }, (t) => {
  const made = succeed('make', ['-s', 'deb']);
  const [deb] = made.split('\n').filter((line) => /asynclint_.*\.deb$/.test(line));
  const dir = folder(t);
  succeed('dpkg-deb', ['-x', join(ROOT, deb), dir]);
  assert.equal(succeed(join(dir, 'usr/bin/asynclint'), ['--version']), `asynclint ${version}\n`);
  for (const path of ['usr/share/man/man1/asynclint.1.gz', 'usr/share/bash-completion/completions/asynclint', 'usr/share/doc/asynclint/copyright'])
    assert.ok(existsSync(join(dir, path)), path);
});

test('the version is said once, and repeated rightly', () => {
  assert.match(text('docs/packaging/debian/changelog'), new RegExp(`^asynclint \\(${version.replaceAll('.', '\\.')}\\) `));
});

const noStatic = (!has('npm') || !['/usr/lib', '/usr/local/lib', '/lib'].some((lib) => existsSync(lib) &&
  readdirSync(lib, { withFileTypes: true }).some((entry) => entry.name === 'libjansson.a' || (entry.isDirectory() && existsSync(join(lib, entry.name, 'libjansson.a')))))) &&
  'npm or libjansson.a is not installed';

// Resolves when the program below the wrapper catches SIGINT: bit 1 of the signals in its status.
async function handlesSignals(wrapper) {
  const proc = (path) => { try { return readFileSync(`/proc/${path}`, 'utf8').trim(); } catch { return ''; } };
  for (;;) {
    const pid = proc(`${wrapper}/task/${wrapper}/children`);
    if (proc(`${pid || 0}/comm`) === 'asynclint' && /^SigCgt:\t.*[2367abef]$/m.test(proc(`${pid}/status`))) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

test('the npm packages are the program, wherever they are installed', { skip: noStatic }, async (t) => {
  const packages = succeed('make', ['-s', 'npm']).trim().split('\n').map((path) => join(ROOT, path));
  assert.equal(packages.length, 2);
  const dir = folder(t, { 'package.json': '{"private": true}', 'a.py': SLEEP });
  // Only what is at hand: the package of another machine is not needed here.
  succeed('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--no-save', '--omit=optional', ...packages], { cwd: dir });
  const program = join(dir, 'node_modules/.bin/asynclint');
  const call = (args, options) => run(program, args, { cwd: dir, ...options });
  assert.equal(call(['--version']).stdout, `asynclint ${version}\n`);
  assert.equal(call(['check', '-q', 'a.py']).status, 1);
  assert.equal(call(['check', '--none']).status, 2);
  assert.equal(call(['check', '-q', '--fix', '--stdin-filename', 'a.py', '-'], { input: SLEEP }).stdout, SLEEP.replace('time\n', 'time\nimport asyncio\n').replace('time.s', 'await asyncio.s'));
  const child = spawn(program, ['check', '-', '--stdin-filename', 'a.py'], { cwd: dir, stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = new Promise((done) => child.on('close', (code) => done(code)));
  await handlesSignals(child.pid);
  child.kill('SIGINT');
  assert.equal(await ended, 2, 'a signal is handed on, and the status back');
  rmSync(join(dir, 'node_modules/@asynclint'), { recursive: true });
  const { status, stderr } = call(['--version']);
  assert.equal(status, 2);
  assert.match(stderr, /^asynclint: the package @asynclint\/linux-\w+ is missing/);
});

test('pre-commit has its hooks, and their commands work', { skip: noYaml }, (t) => {
  const { parse } = createRequire(import.meta.url)('yaml');
  const hooks = parse(text('.pre-commit-hooks.yaml'));
  assert.deepEqual(hooks.map(({ id }) => id), ['asynclint', 'asynclint-fix']);
  const bin = folder(t);
  symlinkSync(PROGRAM, join(bin, 'asynclint'));
  for (const hook of hooks) {
    assert.deepEqual([hook.language, hook.require_serial], ['system', true]);
    const dir = folder(t, { 'a b.py': SLEEP, 'ok.js': 'x;\n' });
    const [program, ...args] = hook.entry.split(' ');
    const { status } = run(program, [...args, 'a b.py', 'ok.js'], { cwd: dir, env: { PATH: `${bin}:${process.env.PATH}` } });
    const fixed = readFileSync(join(dir, 'a b.py'), 'utf8') !== SLEEP;
    assert.deepEqual([status, fixed], hook.id === 'asynclint-fix' ? [0, true] : [1, false]);
  }
});

test("GitHub's action builds, and checks what it is told to", { skip: noYaml }, (t) => {
  const { parse } = createRequire(import.meta.url)('yaml');
  const action = parse(text('action.yml'));
  assert.equal(action.runs.using, 'composite');
  const [build, check] = action.runs.steps;
  for (const step of [build, check]) assert.doesNotMatch(step.run, /\$\{\{/, 'inputs are no part of a script');
  const home = folder(t, { 'build/x': '' });
  symlinkSync(PROGRAM, join(home, 'build/asynclint'));
  writeFileSync(join(home, 'setup.sh'), '#!/bin/sh\n[ "$1" = build ] && echo built\n', { mode: 0o755 });
  const bash = (step, env, cwd) => run('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], { cwd, env: { ...env, GITHUB_ACTION_PATH: home } });
  assert.equal(bash(build, {}, home).stdout, 'built\n');
  assert.match(text('setup.sh'), /^demo \| test \| build \|/m);
  const inputs = (given) => Object.fromEntries(Object.entries(check.env).map(([name, from]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(from)[1];
    return [name, given[input] ?? action.inputs[input].default];
  }));
  const dir = folder(t, { 'a b.py': SLEEP, 'c/d.py': SLEEP, 'e.py': SLEEP });
  const all = bash(check, inputs({}), dir);
  assert.equal(all.status, 1);
  assert.equal(all.stdout.match(/^::warning file=/gm).length, 3);
  const some = bash(check, inputs({ paths: 'a b.py\n\nc\n', args: '--min-severity hint --select all', sarif: 'out.sarif' }), dir);
  assert.deepEqual([some.status, some.stdout], [1, '']);
  const { results } = JSON.parse(readFileSync(join(dir, 'out.sarif'), 'utf8')).runs[0];
  assert.deepEqual(results.map((r) => r.locations[0].physicalLocation.artifactLocation.uri), ['a%20b.py', 'c/d.py']);
});
