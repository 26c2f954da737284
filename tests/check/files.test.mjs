// Which files are checked, which are passed over, and what is said about it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asynclint, check, fill, folder, git, json, nobody, nobodyCannotRun } from './run.mjs';

// The paths of the files that were checked: JUnit names each.
function checked(cwd, ...args) {
  const { out } = check(cwd, '--format', 'junit', ...args);
  return [...out.matchAll(/<testsuite name="([^"]*)"/g)].map((match) => match[1]);
}

const CODE = 'x = 1\n';
const TREE = {
  'b.py': CODE, 'a.pyi': CODE, 'c.pyw': CODE, 'sub/d.js': 'x;\n', 'sub/e.mjs': 'x;\n', 'sub/f.cjs': 'x;\n',
  'g.jsx': 'x;\n', 'h.ts': 'x;\n', 'i.mts': 'x;\n', 'j.cts': 'x;\n', 'k.tsx': 'x;\n', 'README.md': '# x\n', 'l.txt': 'x\n',
};
const KNOWN = ['a.pyi', 'b.py', 'c.pyw', 'g.jsx', 'h.ts', 'i.mts', 'j.cts', 'k.tsx', 'sub/d.js', 'sub/e.mjs', 'sub/f.cjs'];

test('a folder outside of git is walked, without what tools make', (t) => {
  const dir = folder(t, {
    ...TREE, 'node_modules/x/i.js': 'x;\n', '__pycache__/x.py': CODE, 'dist/x.js': 'x;\n', 'sub/build/x.js': 'x;\n',
    '.git-not/x.py': CODE, '.venv/x.py': CODE, 'venv/x.py': CODE, 'odd-name/pyvenv.cfg': '', 'odd-name/lib/x.py': CODE,
  });
  assert.deepEqual(checked(dir), ['.git-not/x.py', ...KNOWN]);
  assert.deepEqual(checked(dir, '.'), ['.git-not/x.py', ...KNOWN]);
  assert.deepEqual(checked(dir, './sub//'), ['sub/d.js', 'sub/e.mjs', 'sub/f.cjs']);
  assert.deepEqual(checked(dir, 'node_modules'), ['node_modules/x/i.js'], 'named all the same');
  assert.deepEqual(checked(dir, 'odd-name'), ['odd-name/lib/x.py']);
  assert.deepEqual(checked(dir, join(dir, 'sub')), ['d.js', 'e.mjs', 'f.cjs'].map((name) => join(dir, 'sub', name)));
  assert.deepEqual(checked(join(dir, 'sub'), '../b.py', '..').slice(0, 2), ['../.git-not/x.py', '../a.pyi']);
});

test('configuration is no source', (t) => {
  const dir = folder(t, { 'a.py': '', 'pyproject.toml': '[project]\n' });
  assert.equal(check(dir).err, 'asynclint: no findings in 1 file\n');
  assert.equal(check(dir, 'pyproject.toml').status, 2);
});

test('a git work tree is listed as git lists it', (t) => {
  const dir = folder(t, { ...TREE, '.gitignore': 'ignored/\n*.gen.py\n', 'ignored/x.py': CODE, 'x.gen.py': CODE, 'dist/tracked.js': 'x;\n', 'gone.py': CODE });
  git(dir, 'init', '-q');
  git(dir, 'add', 'b.py', 'gone.py', 'dist/tracked.js');
  rmSync(join(dir, 'gone.py'));
  assert.deepEqual(checked(dir), [...KNOWN, 'dist/tracked.js'].sort());
  assert.deepEqual(checked(join(dir, 'sub')), ['d.js', 'e.mjs', 'f.cjs']);
  assert.deepEqual(checked(dir, 'x.gen.py'), ['x.gen.py'], 'a named file is always checked');
  assert.deepEqual(checked(dir, 'ignored'), ['ignored/x.py'], 'and so is a named folder');
  assert.equal(check(dir).err.split('\n').length, 2, 'nothing but the summary line');
});

test('`exclude` leaves files out, and `include` takes some of them back, listed by git or walked', (t) => {
  const files = {
    'a.py': CODE, 'gen/b.py': CODE, 'gen/keep.py': CODE, 'gen/deep/c.js': 'x;\n', 'gen/deep/keep.js': 'x;\n', 'x.min.js': 'x;\n', 'keep/y.min.js': 'x;\n',
    'lib/gen/d.py': CODE, 'own/gen/e.py': CODE, 'own/asynclint.json': '{"exclude": ["none"]}',
  };
  const told = (exclude, include) => ({ 'asynclint.json': JSON.stringify({ exclude, ...(include && { include }) }) });
  for (const isGit of [false, true]) {
    const dir = folder(t, { ...files, ...told(['gen/', '*.min.js']) });
    if (isGit) git(dir, 'init', '-q');
    assert.deepEqual(checked(dir), ['a.py', 'own/gen/e.py'], 'the nearest configuration speaks for own/');
    fill(dir, told(['gen/', '*.min.js'], ['gen/keep.py', 'keep/']));
    assert.deepEqual(checked(dir), ['a.py', 'gen/keep.py', 'keep/y.min.js', 'own/gen/e.py'], 'a file of an excluded folder');
    assert.deepEqual(checked(join(dir, 'gen')), ['keep.py'], 'patterns begin at the configuration');
    assert.deepEqual(checked(dir, 'gen'), ['gen/keep.py'], 'what is in a named folder is not named');
    assert.deepEqual(checked(dir, 'gen/b.py', 'gen'), ['gen/b.py', 'gen/keep.py'], 'a named file is always checked');
    fill(dir, told(['/gen/'], ['keep.*']));
    assert.deepEqual(checked(dir), ['a.py', 'gen/deep/keep.js', 'gen/keep.py', 'keep/y.min.js', 'lib/gen/d.py', 'own/gen/e.py', 'x.min.js']);
    fill(dir, told(['**'], ['**/*.js', '!deep/']));
    assert.deepEqual(checked(dir), ['keep/y.min.js', 'own/gen/e.py', 'x.min.js'], 'of `include`, too, `!` takes back');
    fill(dir, told([], ['gen/keep.py']));
    assert.equal(checked(dir).length, 9, 'alone it leaves nothing out');
    fill(dir, { ...told(['gen/']), 'sub.json': JSON.stringify({ extends: './asynclint.json', include: ['gen/deep/'] }) });
    assert.deepEqual(checked(dir, '--config', 'sub.json'), ['a.py', 'gen/deep/c.js', 'gen/deep/keep.js', 'keep/y.min.js', 'x.min.js']);
  }
});

test('clones inside a clone, and worktrees, are listed by their own rules', (t) => {
  const dir = folder(t, { 'a.py': CODE, 'inner/b.py': CODE, 'inner/no.py': CODE, 'inner/.gitignore': 'no.py\n' });
  git(dir, 'init', '-q');
  git(join(dir, 'inner'), 'init', '-q');
  assert.deepEqual(checked(dir), ['a.py', 'inner/b.py']);
});

test('without git, or when git fails, the folder is walked and it is said', (t) => {
  const dir = folder(t, { 'a.py': CODE, '.git/HEAD': 'nonsense\n', 'node_modules/x.js': 'x;\n' });
  assert.deepEqual(checked(dir), ['a.py']);
  assert.match(check(dir).err, /note: \.: git cannot list it \(fatal: .*\); its ignore rules are not applied/);
  assert.doesNotMatch(check(dir, '--quiet').err, /note/);
  const { err, status } = asynclint(dir, ['check'], { env: { PATH: '/nowhere' } });
  assert.match(err, /git cannot be run/);
  assert.equal(status, 0);
});

test('a hostile work tree gets nothing run', (t) => {
  const dir = folder(t, { 'a.py': CODE, 'hook.sh': '#!/bin/sh\ntouch ran\n' });
  git(dir, 'init', '-q');
  chmodSync(join(dir, 'hook.sh'), 0o755);
  git(dir, 'config', 'core.fsmonitor', join(dir, 'hook.sh'));
  git(dir, 'config', 'core.pager', join(dir, 'hook.sh'));
  git(dir, 'config', 'core.hooksPath', dir);
  fill(dir, { git: '#!/bin/sh\ntouch ran\n' });
  chmodSync(join(dir, 'git'), 0o755);
  const { out } = asynclint(dir, ['check', '--format', 'json'], { env: { PATH: `.:${process.env.PATH}` } });
  assert.equal(JSON.parse(out).files, 1);
  assert.equal(spawnSync('ls', [join(dir, 'ran')]).status, 2, 'something was run');
});

test('links: loops end, none leads out, each target is checked once', (t) => {
  const outside = folder(t, { 'secret.py': CODE, 'more/x.py': CODE });
  for (const isGit of [false, true]) {
    const dir = folder(t, { 'a/x.py': CODE, 'a/b/y.py': CODE, 'node_modules/m.js': 'x;\n' });
    symlinkSync('..', join(dir, 'a/b/up'));
    symlinkSync('loop', join(dir, 'loop'));
    symlinkSync('missing', join(dir, 'dangling.py'));
    symlinkSync('a/x.py', join(dir, 'again.py'));
    symlinkSync(join(outside, 'secret.py'), join(dir, 'out.py'));
    symlinkSync(join(outside, 'more'), join(dir, 'more'));
    if (isGit) git(dir, 'init', '-q');
    const expected = isGit ? ['a/b/y.py', 'a/x.py', 'node_modules/m.js'] : ['a/b/y.py', 'a/x.py'];
    assert.deepEqual(checked(dir), expected);
    assert.equal(check(dir).status, 0);
    assert.deepEqual(checked(dir, 'out.py', 'again.py'), ['again.py', 'out.py'], 'named links are followed');
    assert.deepEqual(checked(dir, 'more'), ['more/x.py']);
  }
});

test('a file is checked once, however often it is given', (t) => {
  const dir = folder(t, { 'a.py': CODE, 'b/c.py': CODE });
  assert.deepEqual(checked(dir, 'a.py', '.', './a.py', 'b', 'b//c.py', '.'), ['a.py', 'b/c.py']);
});

test('a missing path is said, with status 2, and the rest is still checked', (t) => {
  const dir = folder(t, { 'a.py': CODE });
  const { status, err, json: result } = json(dir, 'nope.py', 'a.py');
  assert.equal(status, 2);
  assert.match(err, /^asynclint: nope\.py: No such file or directory\n/);
  assert.equal(result.files, 1);
  assert.equal(check(dir, '').status, 2);
});

test('an unreadable folder or file is said, with status 2', { skip: nobodyCannotRun }, (t) => {
  for (const isGit of [false, true]) {
    const dir = folder(t, { 'a.py': CODE, 'closed/b.py': CODE, 'c.py': CODE });
    if (isGit) git(dir, 'init', '-q');
    chmodSync(join(dir, 'closed'), 0);
    chmodSync(join(dir, 'c.py'), 0);
    if (nobody.uid) spawnSync('chown', ['-R', String(nobody.uid), dir]); // git wants it so
    const safe = { GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/nonexistent' };
    const { status, out, err } = asynclint(dir, ['check', '--format', 'json'], { ...nobody, env: safe });
    const result = JSON.parse(out);
    chmodSync(join(dir, 'closed'), 0o755);
    assert.equal(status, 2);
    assert.match(err, isGit ? /\.: git: warning: could not open directory 'closed\/': Permission denied/ : /closed: Permission denied/);
    assert.match(err, /c\.py: not checked: Permission denied/);
    assert.equal(result.files, 1);
  }
});

test('binary files and other encodings are passed over with a note, unless named', (t) => {
  const dir = folder(t, {
    'a.py': CODE, 'nul.py': 'x = 1\0\n', 'latin.py': Buffer.from([0x78, 0x3d, 0x22, 0xe9, 0x22]),
    'late.py': `${'x = 1\n'.repeat(5000)}\0`, 'utf16.js': Buffer.from('\ufeffx;', 'utf16le'),
  });
  const { status, err, json: result } = json(dir);
  assert.equal(status, 0);
  assert.equal(result.files, 1);
  assert.deepEqual(result.skipped, [
    { path: 'late.py', reason: 'binary (it holds a NUL byte)' }, { path: 'latin.py', reason: 'not UTF-8 (at byte 3)' },
    { path: 'nul.py', reason: 'binary (it holds a NUL byte)' }, { path: 'utf16.js', reason: 'binary (it holds a NUL byte)' },
  ]);
  assert.match(err, /^asynclint: note: late\.py: not checked: binary/m);
  assert.match(err, /4 files not checked\n$/);
  assert.equal(check(dir, '--quiet').err, '');
  const named = json(dir, 'nul.py', 'latin.py', 'a.py', '--quiet');
  assert.equal(named.status, 2);
  assert.equal(named.err,
    'asynclint: latin.py: not checked: not UTF-8 (at byte 3)\nasynclint: nul.py: not checked: binary (it holds a NUL byte)\n');
  assert.equal(named.json.files, 1);
});

test('large and minified files are passed over, unless named', (t) => {
  const dir = folder(t, {
    'edge.js': `${'y'.repeat(4999)};\n`, 'wide.js': `${'é'.repeat(5000)}\n`, 'minified.js': `${'y'.repeat(5000)};\n`,
    'large.py': `# ${'x'.repeat(4000)}\n`.repeat(1100),
  });
  const { status, json: result } = json(dir);
  assert.equal(status, 0);
  assert.equal(result.files, 2);
  assert.deepEqual(result.skipped, [
    { path: 'large.py', reason: 'larger than 4 MiB' },
    { path: 'minified.js', reason: 'minified (a line is longer than 5,000 columns)' },
  ]);
  assert.deepEqual(checked(dir, 'minified.js', 'large.py'), ['large.py', 'minified.js']);
});

test('what is too broken to be parsed is said, and the rest is checked', (t) => {
  const dir = folder(t, { 'a.py': '<a>'.repeat(100_000), 'b.py': CODE });
  const { status, json: result, err } = json(dir, 'a.py', 'b.py');
  assert.deepEqual(result.skipped.map(({ path }) => path), ['a.py']);
  assert.match(err, /^asynclint: a\.py: not checked: .*too broken/m);
  assert.equal(result.files, 1);
  assert.equal(status, 2);
});

test('a named file tells its language by its first line; others do not', (t) => {
  const dir = folder(t, {
    tool: '#!/usr/bin/env python3\nx = 1\n', script: '#!/usr/bin/node\nx;\n', plain: 'hello\n', sh: '#!/bin/sh\n',
  });
  assert.deepEqual(checked(dir), []);
  assert.match(check(dir).err, /note: there is no file to check/);
  assert.deepEqual(checked(dir, 'tool', 'script'), ['script', 'tool']);
  const { status, err } = check(dir, 'plain', 'sh');
  assert.equal(status, 2);
  assert.match(err, /plain: not checked: neither its name nor its first line says a language/);
});

test('what is no regular file is not waited for', (t) => {
  const dir = folder(t, { 'a.py': CODE });
  assert.equal(spawnSync('mkfifo', [join(dir, 'pipe.py')]).status, 0);
  mkdirSync(join(dir, 'folder.py'));
  writeFileSync(join(dir, 'folder.py', 'b.py'), CODE);
  assert.deepEqual(checked(dir), ['a.py', 'folder.py/b.py']);
  const { status, err } = check(dir, 'pipe.py');
  assert.equal(status, 2);
  assert.match(err, /pipe\.py: not checked: not a regular file/);
});

test('odd names are listed, and shown without harm', (t) => {
  const dir = folder(t);
  const odd = ['new\nline.py', 'esc\x1b[31m.py', '-j.py', 'sp ace.py', '"quoted".py', 'ünï.py', 'nul\xc2\x9b.py'];
  fill(dir, Object.fromEntries(odd.map((name) => [name, 'x = 1\0'])));
  const { err } = check(dir);
  assert.match(err, /esc\\x1b\[31m\.py: not checked/);
  assert.match(err, /new\\nline\.py: not checked/);
  assert.match(err, /ünï\.py: not checked/);
  assert.doesNotMatch(err, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  git(dir, 'init', '-q');
  assert.deepEqual(json(dir).json.skipped.map((file) => file.path).sort(), [...odd].sort());
  assert.equal(check(dir, '--', '-j.py').status, 2);
  writeFileSync(Buffer.concat([Buffer.from(join(dir, 'bad')), Buffer.from([0xff]), Buffer.from('.py')]), 'x = 1\0');
  assert.ok(json(dir).json.skipped.some((file) => file.path === 'bad\ufffd.py'));
  assert.match(check(dir).err, /bad\\xff\.py/);
});

test('standard input has the name that it is given', (t) => {
  const dir = folder(t, { 'b.py': CODE });
  const run = (input, ...args) => asynclint(dir, ['check', '--format', 'junit', ...args], { input });
  assert.match(run(CODE, '-', '--stdin-filename', 'q/a.py').out, /<testsuite name="q\/a\.py"/);
  assert.match(run(CODE, '--stdin-filename', 'q/a.py').out, /<testsuite name="q\/a\.py"/, '- is meant');
  assert.match(run('#!/usr/bin/python3\n', '-').out, /<testsuite name="&lt;stdin&gt;"/);
  const both = run(CODE, '-', 'b.py', '--stdin-filename', 'a.py');
  assert.deepEqual([...both.out.matchAll(/<testsuite name="([^"]*)"/g)].map((match) => match[1]), ['a.py', 'b.py']);
  const unknown = run(CODE, '-');
  assert.equal(unknown.status, 2);
  assert.match(unknown.err, /<stdin>: not checked: neither its name/);
  assert.equal(run('x = 1\0', '-', '--stdin-filename', 'a.py').status, 2);
  assert.match(run('', '-', '--stdin-filename', 'a.py').out, /<testsuite name="a\.py"/);
});
