// Real source trees, as npm and Debian bring them, and a disk that fills up.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { BINARY, asynclint, check, folder, git } from './run.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PACKAGES = join(HERE, 'node_modules');
const noPackages = !existsSync(PACKAGES) && 'needs npm ci --ignore-scripts --prefix tests/check';
const ALL = ['--select', 'all', '--min-severity', 'hint'];

// The standard library of Debian's Python: folders in which much is concurrent.
const stdlib = spawnSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], { encoding: 'utf8' }).stdout?.trim();
// Under what makes the program slow (SPARSE) the small ones are enough.
const isSparse = Number(process.env.SPARSE ?? 1) > 1;
const PYTHON = isSparse ? ['concurrent', 'multiprocessing'] : ['asyncio', 'concurrent', 'http', 'multiprocessing', 'urllib', 'unittest'];
const LARGE = isSparse ? ['@babel', 'ajv', 'uri-js', '@microsoft'] : [];

// Packages of npm that are installed for other tests do as well.
const INSTALLED = [PACKAGES, join(HERE, '../protocol/node_modules')].filter(existsSync);
const noTrees = !existsSync(stdlib) && INSTALLED.length === 0 && 'neither Python nor packages of npm are here';

function trees(dir, installed = INSTALLED) {
  for (const folder of installed)
    for (const name of readdirSync(folder).filter((name) => !name.startsWith('.') && !LARGE.includes(name)))
      cpSync(join(folder, name), join(dir, 'npm', name), { recursive: true });
  for (const name of PYTHON) if (existsSync(join(stdlib, name))) cpSync(join(stdlib, name), join(dir, 'python', name), { recursive: true });
  return dir;
}

test('real trees: one thread and two say the same bytes', { skip: noTrees }, (t) => {
  const dir = trees(folder(t));
  for (const more of [[], ['--no-workspace'], ['--diff', '--unsafe-fixes']]) {
    const one = check(dir, '-j1', '--format', 'json', ...ALL, ...more);
    const two = check(dir, '-j2', '--format', 'json', ...ALL, ...more);
    assert.ok(one.out.length > (isSparse ? 100 : 1000));
    assert.equal(one.out, two.out);
    assert.deepEqual([one.err, one.status], [two.err, two.status]);
  }
});

test('real trees: fixing twice is fixing once, and what is fixed still parses', { skip: noTrees }, (t) => {
  const dir = trees(folder(t), noPackages ? [] : INSTALLED); // no parser, no packages
  git(dir, 'init', '-q');
  git(dir, 'add', '-A', '-f');
  for (const more of [[], ['--unsafe-fixes']]) {
    check(dir, '--fix', ...ALL, ...more);
    const changed = git(dir, 'diff', '--name-only', '-z').split('\0').filter(Boolean);
    const once = changed.map((path) => readFileSync(join(dir, path), 'utf8'));
    parse(dir, changed);
    assert.match(check(dir, '--fix', ...ALL, ...more).err, /; 0 fixes applied in 0 files/);
    assert.deepEqual(changed.map((path) => readFileSync(join(dir, path), 'utf8')), once);
  }
});

// Parsers that know nothing of ours.
function parse(dir, paths) {
  const script = 'import ast, sys\nfor p in sys.argv[1:]: ast.parse(open(p, "rb").read(), p)';
  const python = paths.filter((path) => path.endsWith('.py'));
  const { status, stderr } = spawnSync('python3', ['-c', script, ...python], { cwd: dir, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const others = paths.filter((name) => /\.[mc]?[jt]sx?$/.test(name));
  const { parse: parseModule } = others.length ? createRequire(import.meta.url)('@babel/parser') : {};
  for (const path of others) {
    const typed = /\.[mc]?tsx?$/.test(path);
    const plugins = [...(typed ? ['typescript'] : []), ...(/ts$/.test(path) ? [] : ['jsx'])];
    const options = { sourceType: 'unambiguous', allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true, errorRecovery: false, plugins };
    try {
      parseModule(readFileSync(join(dir, path), 'utf8'), options);
    } catch (error) {
      assert.fail(`${path}: ${error.message}\n${readFileSync(join(dir, path), 'utf8')}`);
    }
  }
}

test('every example of every rule parses when it is fixed, in every language', { skip: noPackages }, (t) => {
  const EXTENSION = { python: 'py', javascript: 'js', typescript: 'ts', tsx: 'tsx' };
  const { rules } = JSON.parse(asynclint('.', ['rules', '--format', 'json']).out);
  const files = Object.fromEntries(rules.flatMap(({ id, examples }) =>
    examples.flatMap(({ language, bad }) => [['', bad], ['twice-', `${bad}\n\n${bad}`], ['crlf-', bad.replace(/\n/g, '\r\n')]]
      .map(([prefix, text]) => [`${prefix}${id}.${EXTENSION[language]}`, prefix === 'twice-' && language !== 'python' ? bad : text]))));
  for (const more of [[], ['--unsafe-fixes']]) {
    const dir = folder(t, files);
    parse(dir, Object.keys(files));
    check(dir, '--fix', ...ALL, ...more);
    parse(dir, Object.keys(files));
  }
});

// A file system of its own, of a few blocks: in a mount namespace, so that nothing is left.
const INSIDE = ['unshare', '--mount', '--map-root-user', 'bash', '-ec'];
const noMount = spawnSync(INSIDE[0], [...INSIDE.slice(1), 'mount -t tmpfs none /mnt']).status !== 0 && 'nothing can be mounted here';

test('a disk that is full leaves every file as it was, or as it should be', { skip: noMount }, (t) => {
  const dir = folder(t);
  mkdirSync(join(dir, 'small'));
  const sleep = `import time\n\n\nasync def f():\n    time.sleep(1)\n${'# more\n'.repeat(1000)}`;
  writeFileSync(join(dir, 'sleep.py'), sleep);
  const script = `mount -t tmpfs -o size=64k none small
    for i in 1 2 3 4; do cp sleep.py small/$i.py; done
    head -c 65536 /dev/zero >small/rest 2>/dev/null || true
    "$ASYNCLINT" check --fix -j1 small 2>err && echo 0 >status || echo $? >status
    rm small/rest
    sha256sum small/*.py | cut -d ' ' -f 1 | sort -u >sums
    ls -A small >names
    "$ASYNCLINT" check --fix -q small && echo 0 >then || echo $? >then
    sha256sum small/*.py | cut -d ' ' -f 1 | sort -u >after`;
  const env = { ...process.env, ASYNCLINT: BINARY };
  const { status, stderr } = spawnSync(INSIDE[0], [...INSIDE.slice(1), script], { cwd: dir, encoding: 'utf8', env });
  assert.equal(status, 0, stderr);
  const read = (name) => readFileSync(join(dir, name), 'utf8');
  assert.equal(read('status'), '2\n');
  assert.match(read('err'), /small\/1\.py: No space left on device/);
  assert.equal(read('names'), '1.py\n2.py\n3.py\n4.py\n', 'no half-written file is left');
  assert.equal(read('sums').split('\n').length, 2, 'all are as they were');
  assert.equal(read('then'), '0\n');
  assert.notEqual(read('after'), read('sums'));
});
