// asynclint init: a configuration for what is there, and nothing overwritten.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asynclint, check, fill, folder, git, golden } from './run.mjs';

const init = (cwd, ...args) => asynclint(cwd, ['init', ...args]);
const written = (dir, path = 'asynclint.json') => readFileSync(join(dir, path), 'utf8');
// Its comments stand on lines of their own.
const read = (dir, path) => JSON.parse(written(dir, path).replace(/^\s*\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1'));

const TREE = {
  'app.py': 'import httpx\nfrom requests import get\n',
  'lib/net.py': 'def f():\n    import httpx as h\n',
  'lib/old.py': 'import aiohttp_jinja2, httpx2\nx = "import aiohttp"\n',
  'web/main.ts': 'export {};\n',
  'web/__tests__/main.spec.ts': 'export {};\n',
  'tests/unit/test_app.py': 'import aiohttp\n',
  'third_party/tests/x.js': 'x;\n',
  'n.ipynb': '{"cells": [], "metadata": {}, "nbformat": 4}',
};

test('init writes what it sees, as a configuration that is accepted', (t) => {
  const dir = folder(t, TREE);
  const { status, out, err } = init(dir);
  assert.deepEqual([status, out], [0, '']);
  assert.equal(err, 'asynclint: wrote asynclint.json; files seen: 4 of Python, 1 of notebooks, 1 of JavaScript, 2 of TypeScript\n');
  golden('init.json', written(dir));
  const config = read(dir);
  assert.equal(config.httpClient, 'httpx');
  assert.deepEqual(config.exclude, ['third_party/']);
  assert.deepEqual(config.overrides, [{ files: ['__tests__/', 'tests/'], rules: {} }]);
  const { status: checked, err: said } = check(dir);
  assert.deepEqual([checked, said], [0, 'asynclint: no findings in 7 files\n']);
});

test('what is commented out is accepted, too', (t) => {
  const dir = folder(t, { 'a.py': 'import requests\n' });
  init(dir);
  const text = written(dir).replace(/^( *)\/\/ (["{].*)$/gm, '$1$2');
  assert.match(text, /^ {2}"cpuHeavy"/m);
  fill(dir, { 'asynclint.json': text });
  assert.equal(check(dir).err, 'asynclint: no findings in 1 file\n');
});

test('a tree without Python is told nothing of Python', (t) => {
  const dir = folder(t, { 'a.js': 'x;\n' });
  init(dir);
  assert.equal(read(dir).httpClient, undefined);
  const empty = folder(t);
  assert.match(init(empty).err, /files seen: none that it checks/);
  assert.equal(check(empty).status, 0);
});

test('it looks as git lists, and where it is told to', (t) => {
  const dir = folder(t, { 'sub/a.py': '', 'sub/made.py': '', '.gitignore': 'made.py\n' });
  git(dir, 'init', '-q');
  assert.match(init(dir, 'sub/').err, /wrote sub\/asynclint\.json; files seen: 1 of Python\n/);
  assert.ok(existsSync(join(dir, 'sub/asynclint.json')));
});

test('nothing is overwritten without --force', (t) => {
  const configured = {
    'asynclint.json': '{', '.asynclint.json': '{}', 'pyproject.toml': '[tool.asynclint]\n', 'package.json': '{"asynclint": {}}',
  };
  for (const [name, text] of Object.entries(configured)) {
    const dir = folder(t, { [name]: text });
    const { status, err } = init(dir);
    assert.equal(status, 2);
    assert.equal(err, `asynclint: ${name} configures asynclint already; --force writes asynclint.json anyway\n`);
    assert.equal(written(dir, name), text);
    assert.equal(init(dir, '--force').status, 0);
    assert.ok(read(dir).rules);
  }
  const dir = folder(t, { 'pyproject.toml': '[project]\n', 'package.json': '{}' });
  assert.equal(init(dir).status, 0, 'neither says anything of asynclint');
});

test('what cannot be done is said, with status 2', (t) => {
  const dir = folder(t, { 'a.py': '' });
  for (const args of [['none'], ['a.py'], ['.', '.'], ['--forced']]) {
    const { status, err } = init(dir, ...args);
    assert.equal(status, 2, args);
    assert.match(err, /^asynclint: /);
  }
  symlinkSync('/dev/full', join(dir, 'asynclint.json'));
  assert.equal(init(dir, '--force').status, 2);
});
