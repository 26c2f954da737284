// --cache: the answer is always that of no cache, whatever became of the folder.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    writeFileSync(file, change(readFileSync(file), others));
    assert.equal(run(dir, '--cache', '.cache'), plain, `harm ${i}`);
    const after = kept(dir);
    assert.notEqual(after.get(file), before.get(file), `harm ${i} is mended`);
    assert.deepEqual([...after.keys()], [...before.keys()]);
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

test('fixes and graphs, too; names of the configuration are not kept', (t) => {
  const dir = folder(t, FILES);
  const graph = () => check(dir, '--diff', '--unsafe-fixes', '--no-config', '--cache', '.cache', '.').out;
  const first = graph(), before = kept(dir);
  assert.match(first, /to_thread/);
  assert.equal(graph(), first);
  assert.deepEqual(kept(dir), before);
  writeFileSync(join(dir, 'asynclint.json'), '{"blocking": ["lib.other"]}');
  rmSync(join(dir, '.cache'), { recursive: true });
  assert.equal(check(dir, '--cache', '.cache', '--format', 'json', '.').out, check(dir, '--format', 'json', '.').out);
  assert.equal(kept(dir).size, 0);
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
