// --baseline and --write-baseline: a team starts green, and hears of what is new.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asynclint, check, fill, folder, golden, json } from './run.mjs';

const SLEEP = 'import time\n\n\nasync def f():\n    time.sleep(1)\n';
const FILES = {
  'a.py': `${SLEEP}\n\nasync def g():\n    time.sleep(1)\n    time.sleep(2)\n`,
  'lib/b.py': SLEEP,
  'clean.py': 'x = 1\n',
};

function started(t, files = FILES, ...args) {
  const dir = folder(t, files);
  const { status, out, err } = check(dir, '--write-baseline', 'known.json', ...args);
  assert.deepEqual([status, out], [0, '']);
  return { dir, err };
}

const again = (dir, ...args) => json(dir, '--baseline', 'known.json', ...args);

test('what is written down is not reported any more', (t) => {
  const { dir, err } = started(t);
  assert.equal(err, 'asynclint: no findings in 3 files; 4 written to known.json\n');
  const { status, err: rest, json: result } = again(dir);
  assert.deepEqual([status, result.findings], [0, []]);
  assert.equal(rest, 'asynclint: no findings in 3 files; 4 known to known.json\n');
  golden('baseline.json', readFileSync(join(dir, 'known.json'), 'utf8'));
});

test('each format leaves them out', (t) => {
  const { dir } = started(t);
  for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
    const { status, out } = check(dir, '--baseline', 'known.json', '--format', format, '--statistics');
    assert.equal(status, 0);
    assert.doesNotMatch(out, /time\.sleep` in/, format);
  }
});

test('code that moves stays known, a changed or further line is new', (t) => {
  const { dir } = started(t);
  fill(dir, { 'lib/b.py': `# moved\n\n${SLEEP.replace('    time', '\ttime')}` });
  assert.deepEqual(again(dir).json.findings, []);
  fill(dir, { 'lib/b.py': SLEEP.replace('(1)', '(9)'), 'a.py': `${FILES['a.py']}    time.sleep(1)\n` });
  const { status, err, json: result } = again(dir);
  assert.equal(status, 1);
  assert.deepEqual(result.findings.map(({ path, line }) => [path, line]), [['a.py', 11], ['lib/b.py', 5]]);
  assert.match(err, /2 findings .*; 3 known to known\.json, 1 in it not found any more\n$/);
});

test('another rule, another file and another text on the line are not known', (t) => {
  const { dir } = started(t);
  renameSync(join(dir, 'lib/b.py'), join(dir, 'lib/c.py'));
  assert.deepEqual(again(dir).json.findings.map(({ path }) => path), ['lib/c.py']);
});

test('paths are those seen from the baseline, wherever it is used', (t) => {
  const { dir } = started(t);
  mkdirSync(join(dir, 'lib/deep'));
  for (const [cwd, ...args] of [[join(dir, 'lib'), '--baseline', '../known.json', '..'], [join(dir, 'lib/deep'), '--baseline', join(dir, 'known.json'), join(dir, 'a.py'), '../b.py'], ['/', '--baseline', join(dir, 'known.json'), dir]]) {
    const { status, err } = check(cwd, ...args);
    assert.equal(status, 0, err);
  }
  const inner = check(dir, '--write-baseline', 'lib/deep/known.json');
  assert.equal(inner.status, 0);
  assert.equal(check(dir, '--baseline', 'lib/deep/known.json').status, 0);
});

test('--fix mends known findings, too, and what is left is written', (t) => {
  const { dir } = started(t);
  const { status, err } = check(dir, '--baseline', 'known.json', '--fix');
  assert.equal(status, 0);
  assert.match(err, /4 fixes applied in 2 files; 0 known to known\.json, 4 in it not found any more/);
  assert.equal(check(dir, '--write-baseline', 'known.json').status, 0);
  assert.equal(readFileSync(join(dir, 'known.json'), 'utf8'), '{"version": 1, "findings": []}\n');
});

test('the same baseline is written for any number of threads', (t) => {
  const { dir } = started(t, FILES, '-j1');
  const one = readFileSync(join(dir, 'known.json'), 'utf8');
  check(dir, '--write-baseline', 'known.json', '-j2', '--no-workspace');
  assert.equal(readFileSync(join(dir, 'known.json'), 'utf8'), one);
});

test('the cells of a notebook, and standard input, have baselines', (t) => {
  const cell = (source) => ({ cell_type: 'code', source });
  const book = (cells) => JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
  const { dir } = started(t, { 'n.ipynb': book([cell(SLEEP)]) });
  writeFileSync(join(dir, 'n.ipynb'), book([cell('x = 1'), cell([SLEEP])]));
  assert.deepEqual(again(dir).json.findings, []);
  const options = { input: SLEEP };
  const stdin = ['check', '--stdin-filename', 'x.py', '-'];
  assert.equal(asynclint(dir, [...stdin, '--write-baseline', 'in.json'], options).status, 0);
  assert.equal(asynclint(dir, [...stdin, '--baseline', 'in.json'], options).status, 0);
});

test('a file that is no baseline ends the run with 2, and says why', (t) => {
  const dir = folder(t, { ...FILES, 'broken.json': '{\n', 'other.json': '{"version": 2}', 'entry.json': '{"version": 1, "findings": [{"path": "a.py"}]}' });
  for (const [name, message] of [
    ['none.json', /none\.json: there is no such baseline; --write-baseline none\.json writes it\n$/],
    ['broken.json', /broken\.json:\d+:\d+: not a baseline: /],
    ['other.json', /other\.json: not a baseline of this version/],
    ['entry.json', /entry\.json: entry 1 is none of a baseline/],
  ]) {
    const { status, out, err } = check(dir, '--baseline', name);
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, message);
  }
  assert.equal(check(dir, '--write-baseline', 'no/such/folder.json').status, 2);
  assert.equal(check(dir, '--write-baseline', 'a.json', '--baseline', 'b.json').status, 2);
  assert.equal(check(dir, '--write-baseline', 'a.json', '--diff').status, 2);
});
