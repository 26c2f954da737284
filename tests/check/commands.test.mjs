// The commands themselves: help, version, rules, explain, and what is said to a slip.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asynclint, golden } from './run.mjs';

const run = (...args) => asynclint('.', args);

test('--version names the program and its version', () => {
  for (const option of ['--version', '-V']) {
    const { status, out, err } = run(option);
    assert.equal(status, 0);
    assert.match(out, /^asynclint \d+\.\d+\.\d+\n$/);
    assert.equal(err, '');
  }
});

test('--help and help list the commands', () => {
  const { status, out } = run('--help');
  assert.equal(status, 0);
  for (const command of ['check', 'lsp', 'rules', 'explain']) assert.match(out, new RegExp(`^  ${command} `, 'm'));
  assert.equal(run('-h').out, out);
  assert.equal(run('help').out, out);
});

test('each command has help of its own', () => {
  for (const command of ['check', 'lsp', 'rules', 'explain', 'facts']) {
    const { status, out, err } = run('help', command);
    assert.equal(status, 0);
    assert.equal(err, '');
    assert.match(out, new RegExp(`^Usage: asynclint ${command} `));
    assert.match(out, /--help/);
    assert.equal(run(command, '--help').out, out);
    assert.equal(run(command, '-h').out, out);
  }
  golden('help-check.txt', run('check', '--help').out);
});

test('no line of any help is wider than a terminal', () => {
  for (const args of [['--help'], ['check', '--help'], ['lsp', '--help'], ['rules', '--help']])
    for (const line of run(...args).out.split('\n')) assert.ok([...line].length <= 80, line);
});

test('an unknown command names the nearest one, with status 2', () => {
  const { status, out, err } = run('chekc');
  assert.equal(status, 2);
  assert.equal(out, '');
  assert.equal(err, 'asynclint: unknown command `chekc`; did you mean `check`?\n');
  assert.match(run('frobnicate').err, /unknown command `frobnicate`; `asynclint --help` lists/);
  assert.match(run('--frob').err, /unknown option `--frob`/);
  assert.equal(run('--frob').status, 2);
  assert.equal(run().status, 2);
  assert.equal(run('help', 'nothing').status, 2);
});

test('an unknown option names the nearest one, with status 2', () => {
  const { status, err } = run('check', '--min-severty=hint');
  assert.equal(status, 2);
  assert.equal(err, 'asynclint: check: unknown option `--min-severty=hint`; did you mean `--min-severity`?\n');
  assert.match(run('check', 'x.py', '--frobnicate').err, /unknown option `--frobnicate`\n/);
  assert.match(run('check', '-Z').err, /unknown option `-Z`\n/);
  assert.match(run('check', '--fix=yes').err, /`--fix` takes no value/);
  assert.match(run('check', '--select').err, /`--select` needs a value: RULES/);
  assert.match(run('check', '-j').err, /`-j` needs a value: N/);
  assert.match(run('check', '--format', 'yaml').err, /`--format` takes text.*, not `yaml`/);
  assert.match(run('check', '--format', '').err, /`--format` takes text/);
  assert.match(run('check', '--color=perhaps').err, /`--color` takes auto/);
  assert.match(run('check', '--min-severity', 'off').err, /`--min-severity` takes error/);
  for (const jobs of ['0', '-1', 'many', '2x', ''])
    assert.match(run('check', `--jobs=${jobs}`).err, /`--jobs` takes a number of threads/);
  assert.match(run('check', '--unsafe-fixes').err, /needs `--fix` or `--diff`/);
  assert.match(run('check', '--config', 'a.json', '--no-config').err, /exclude each other/);
  assert.match(run('check', '-', '-').err, /`-` can be given once/);
  assert.match(run('check', '--stdin-filename', 'a.py', 'b.py').err, /needs `-` among the paths/);
  assert.match(run('check', '--fix', '-', 'a.py').err, /give `-` alone/);
  assert.match(run('rules', 'more').err, /takes no argument/);
});

test('a message never hands control characters to the terminal', () => {
  const { err } = run('chek\x1b[31m\u202e\n');
  assert.match(err, /chek\\x1b\[31m\\u202e\\n/);
  assert.doesNotMatch(err, /\x1b/);
});

test('rules lists every rule in each format', () => {
  const list = JSON.parse(run('rules', '--format', 'json').out);
  assert.equal(list.version, 1);
  const ids = list.rules.map((rule) => rule.id);
  assert.deepEqual(ids, [...ids].sort());
  assert.ok(ids.includes('unused-suppression'));
  for (const rule of list.rules) {
    assert.deepEqual(Object.keys(rule), [
      'id', 'title', 'severity', 'languages', 'url', 'why', 'exclusions', 'fixes', 'foreign', 'examples',
    ]);
    assert.match(rule.url, new RegExp(`#${rule.id}$`));
    for (const { language } of rule.examples) assert.ok(rule.languages.includes(language));
    assert.ok(rule.languages.length > 0);
  }
  const text = run('rules').out.trimEnd().split('\n');
  assert.deepEqual(text.map((line) => line.split(' ')[0]), ids);
  const markdown = run('rules', '--format=markdown').out;
  for (const id of ids) assert.match(markdown, new RegExp(`^## ${id}$`, 'm'));
  assert.equal(run('rules', '--format', 'xml').status, 2);
});

test('explain prints the page of a rule for a terminal', () => {
  const { status, out } = run('explain', 'unused-suppression');
  assert.equal(status, 0);
  assert.match(out, /^unused-suppression\n=+\n/);
  assert.doesNotMatch(out, /```|^#/m);
  for (const line of out.split('\n').filter((text) => !text.startsWith('    ')))
    assert.ok([...line].length <= 80 || !line.includes(' '), line);
  assert.match(run('explain', '--color=always', 'unused-suppression').out, /\x1b\[1munused-suppression\x1b\[0m/);
});

test('explain says what is wrong with its argument', () => {
  assert.equal(run('explain', 'unused-supression').err,
    'asynclint: unknown rule `unused-supression`; did you mean `unused-suppression`?\n');
  assert.equal(run('explain', 'nothing-like-it').status, 2);
  assert.equal(run('explain').status, 2);
  assert.equal(run('explain', 'a', 'b').status, 2);
});
