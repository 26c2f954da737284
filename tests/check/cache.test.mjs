// --cache: the answer is always that of no cache, whatever became of the folder.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY, check, folder } from './run.mjs';

const FILES = {
  'app.py': 'from lib import load\nfrom work import count\nimport threading\n\nasync def main():\n    load(1)\n\ndef begin():\n    for i in range(4):\n        threading.Thread(target=count).start()\n',
  'lib/__init__.py': 'from .deep import load\n',
  'lib/deep.py': 'import time\n\ndef load(n):\n    time.sleep(n)\n',
  'work.py': 'total = 0\n\ndef count():\n    global total\n    total += 1\n',
  'main.js': "import { read } from './read.js';\nexport async function handler() {\n  return read();\n}\n",
  'read.js': "import { readFileSync } from 'node:fs';\nexport const read = () => readFileSync('x');\n",
};
const ARGUMENTS = ['--no-config', '--format', 'json', '.'];

const run = (dir, ...args) => check(dir, ...args, ...ARGUMENTS).out;

// The files that hold a summary, and their inodes: a new file is one that was written anew.
function kept(dir) {
  const cache = join(dir, '.cache');
  const programs = readdirSync(cache, { withFileTypes: true }).filter((e) => e.isDirectory());
  assert.equal(programs.length, 1);
  const inside = join(cache, programs[0].name);
  return new Map(readdirSync(inside).sort().map((name) => [join(inside, name), statSync(join(inside, name)).ino]));
}

test('cold, warm and without: the same answer; what is known is not written again', (t) => {
  const dir = folder(t, FILES), plain = run(dir);
  assert.ok(JSON.parse(plain).findings.length >= 3);
  assert.equal(run(dir, '--cache', '.cache'), plain);
  const first = kept(dir);
  assert.equal(first.size, Object.keys(FILES).length);
  assert.equal(run(dir, '--cache', '.cache'), plain);
  assert.deepEqual(kept(dir), first);
  assert.equal(readFileSync(join(dir, '.cache/.gitignore'), 'utf8'), '*\n');
  assert.ok(existsSync(join(dir, '.cache/CACHEDIR.TAG')));
  writeFileSync(join(dir, 'lib/deep.py'), 'def load(n):\n    return n\n');
  assert.equal(run(dir, '--cache', '.cache'), run(dir));
  assert.equal(kept(dir).size, first.size + 1);
  rmSync(join(dir, '.cache'), { recursive: true });
  assert.equal(run(dir, '--cache', '.cache'), run(dir));
});

test('what was cut, changed, or lies under another name is not believed', (t) => {
  const dir = folder(t, FILES), plain = run(dir, '--cache', '.cache');
  const harm = [
    (bytes) => bytes.subarray(0, bytes.length - 1), (bytes) => bytes.subarray(0, 31), () => Buffer.alloc(0),
    (bytes) => Buffer.concat([bytes, Buffer.from('x')]), () => Buffer.alloc(5000, 0xff),
    (bytes) => (bytes.writeUInt8(bytes[40] ^ 1, 40), bytes), (bytes) => (bytes.write('ASYNCLNT'), bytes),
    (bytes, others) => readFileSync(others[0]),
  ];
  for (const [i, change] of harm.entries()) {
    const before = kept(dir), [file, ...others] = [...before.keys()].slice(i % before.size).concat([...before.keys()]);
    const whole = readFileSync(file);
    writeFileSync(file, change(readFileSync(file), others));
    assert.equal(run(dir, '--cache', '.cache'), plain, `harm ${i}`);
    assert.ok(readFileSync(file).equals(whole), `harm ${i} is mended`);
    assert.deepEqual([...kept(dir).keys()], [...before.keys()]);
  }
});

test('a folder that cannot be made or written', (t) => {
  const dir = folder(t, { ...FILES, file: '' }), plain = run(dir);
  assert.equal(run(dir, '--cache', 'file'), plain);
  assert.equal(run(dir, '--cache', 'no/such/folder'), plain);
  assert.equal(run(dir, '--cache', ''), plain);
  run(dir, '--cache', '.cache');
  for (const path of [...kept(dir).keys()].slice(2)) rmSync(path);
  const inside = join([...kept(dir).keys()][0], '..');
  chmodSync(inside, 0o555);
  try {
    assert.equal(run(dir, '--cache', '.cache'), plain);
  } finally {
    chmodSync(inside, 0o755);
  }
});

test('fixes and graphs, too', (t) => {
  const dir = folder(t, FILES);
  const graph = () => check(dir, '--diff', '--unsafe-fixes', '--no-config', '--cache', '.cache', '.').out;
  const first = graph(), before = kept(dir);
  assert.match(first, /to_thread/);
  assert.equal(graph(), first);
  assert.deepEqual(kept(dir), before);
});

test('findings are kept for one way of asking: options, configuration, the folder, the files around', (t) => {
  const dir = folder(t, { ...FILES, 'sub/own.py': 'from lib import other\n\nasync def own():\n    other()\n' });
  writeFileSync(join(dir, 'lib/__init__.py'), 'from .deep import load, other\n');
  writeFileSync(join(dir, 'lib/deep.py'), FILES['lib/deep.py'] + '\ndef other():\n    pass\n');
  const same = (what, ...args) => {
    for (const time of ['cold', 'warm']) {
      const [plain, cached] = [[], ['--cache', join(dir, '.cache')]].map((cache) => {
        const { status, out, err } = check(dir, ...cache, ...args);
        return { status, out, err };
      });
      assert.deepEqual(cached, plain, `${what}, ${time}`);
    }
  };
  same('text', '.');
  same('json', '--format', 'json', '.');
  same('sarif', '--format', 'sarif', '.');
  same('statistics', '--statistics', '.');
  same('color', '--color', 'always', '.');
  same('hints', '--min-severity', 'hint', '.');
  same('one rule', '--select', 'blocking-sleep', '.');
  same('another', '--select', 'blocking-helper', '.');
  same('each by itself', '--no-workspace', '.');
  same('with what is around', '.');
  same('a part', 'app.py');
  same('a baseline', '--write-baseline', 'known.json', '.');
  same('known', '--baseline', 'known.json', '.');
  writeFileSync(join(dir, 'asynclint.json'), '{"blocking": ["lib.deep.other"]}');
  same('names', '.');
  writeFileSync(join(dir, 'asynclint.json'), '{"blocking": ["lib.deep.other"], "safe": ["lib.deep.load"]}');
  same('other names', '.');
  for (const level of ['off', 'error']) {
    writeFileSync(join(dir, 'asynclint.json'), `{"overrides": [{"files": ["app.py"], "rules": {"blocking-helper": "${level}"}}]}`);
    same(`an override: ${level}`, '.');
  }
  rmSync(join(dir, 'asynclint.json'));
  writeFileSync(join(dir, 'lib/deep.py'), '\n' + FILES['lib/deep.py']);
  same('a place in another file', '.');
  writeFileSync(join(dir, 'lib/deep.py'), 'def load(n):\n    return n\n');
  same('nothing in another file', '.');
});

test('what nobody asks for goes after two weeks, what is asked for stays', (t) => {
  const dir = folder(t, FILES), day = 24 * 60 * 60, now = Date.now() / 1000;
  const age = (path, days) => utimesSync(path, now - days * day, now - days * day);
  run(dir, '--cache', '.cache');
  const files = [...kept(dir).keys()];
  writeFileSync(join(dir, 'work.py'), 'total = 1\n');
  run(dir, '--cache', '.cache');
  const inside = join(files[0], '..'), old = join(dir, '.cache/0123456789abcdef');
  // Another program of ours, and what others may keep in the same folder.
  const others = { [old]: 'asynclnt …', [join(dir, '.cache/mine')]: 'asynclnt …', [join(dir, '.cache/fedcba9876543210')]: 'x' };
  for (const [path, text] of Object.entries(others)) {
    mkdirSync(path);
    writeFileSync(join(path, 'x'), text);
    age(join(path, 'x'), 15);
  }
  writeFileSync(join(inside, 'draft-AAAAAA'), 'asynclnt');
  for (const name of readdirSync(inside)) age(join(inside, name), 15);
  run(dir, '--cache', '.cache');
  assert.equal(readdirSync(inside).length, files.length + 2, 'it looks once a day');
  for (const name of readdirSync(inside)) age(join(inside, name), 15);
  age(join(dir, '.cache/pruned'), 2);
  run(dir, '--cache', '.cache');
  assert.equal(readdirSync(inside).length, files.length, 'those that were asked for');
  assert.deepEqual(Object.keys(others).map((path) => existsSync(join(path, 'x'))), [false, true, true]);
  assert.ok(!existsSync(old));
  assert.equal(run(dir, '--cache', '.cache'), run(dir));
});

test('several programs share it', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`m${i}.py`, `from lib import load\nasync def f${i}():\n    load(${i})\n`]));
  const dir = folder(t, { ...FILES, ...many }), plain = run(dir);
  const outs = await Promise.all(Array.from({ length: 4 }, () => new Promise((done) => {
    const child = spawn(BINARY, ['check', '--cache', '.cache', ...ARGUMENTS], { cwd: dir });
    let out = '';
    child.stdout.on('data', (bytes) => (out += bytes));
    child.on('close', () => done(out));
  })));
  for (const out of outs) assert.equal(out, plain);
  assert.equal(kept(dir).size, 66);
  assert.equal(run(dir, '--cache', '.cache'), plain);
});
