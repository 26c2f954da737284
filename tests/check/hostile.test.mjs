// hostile.test.mjs - work trees that somebody made to do harm: nothing outside is read or
// written, nothing is run, nothing is waited for. docs/SECURITY.md names these tests.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { asynclint, BINARY, check, fill, folder, git, json } from './run.mjs';

const SLEEP = 'import time\nasync def f():\n    time.sleep(1)\n';
const checked = (dir, ...args) => json(dir, ...args).json.findings.map((f) => f.path);
const LIMIT = { timeout: 60_000 }; // of a child: it hangs
const preload = (library) => ({ LD_PRELOAD: library, ASAN_OPTIONS: 'verify_asan_link_order=0' });

function repository(t, files) {
  const dir = folder(t, files);
  git(dir, 'init', '-q');
  git(dir, 'add', '-f', '.');
  git(dir, '-c', 'user.name=a', '-c', 'user.email=a@localhost', 'commit', '-q', '-m', 'all');
  return dir;
}

function fifo(path) {
  assert.equal(spawnSync('mkfifo', [path]).status, 0);
}

// Gives a name in the index another, of the same length.
function rename(dir, from, to) {
  const path = join(dir, '.git/index');
  const bytes = readFileSync(path).subarray(0, -20);
  const at = bytes.indexOf(from);
  assert.ok(at > 0 && from.length === to.length);
  bytes.write(to, at);
  writeFileSync(path, Buffer.concat([bytes, createHash('sha1').update(bytes).digest()]));
}

test('a name in the index that leads out is not followed', (t) => {
  for (const [inside, outside] of [['xx/inn.py', '../o/x.py'], ['xx/in.py', 'xx/../..']]) {
    const dir = folder(t, { 'o/x.py': SLEEP });
    fill(dir, { [`w/${inside}`]: SLEEP, 'w/a.py': SLEEP });
    const work = join(dir, 'w');
    git(work, 'init', '-q');
    git(work, 'add', '.');
    rename(work, inside, outside);
    assert.deepEqual(checked(work), ['a.py', inside]);
    assert.deepEqual(checked(dir, 'w'), ['w/a.py', `w/${inside}`]);
    check(work, '--fix', '--unsafe-fixes');
    assert.equal(readFileSync(join(dir, 'o/x.py'), 'utf8'), SLEEP);
  }
});

test('a folder of the index that has become a link is not followed out', (t) => {
  const outside = folder(t, { 'x.py': SLEEP });
  const dir = repository(t, { 'sub/x.py': SLEEP, 'deep/er/x.py': SLEEP, 'a.py': SLEEP, 'kept/x.py': SLEEP });
  for (const name of ['sub', 'deep/er', 'kept'])
    renameSync(join(dir, name), join(dir, `${name}.old`));
  rmSync(join(dir, 'sub.old'), { recursive: true });
  rmSync(join(dir, 'deep/er.old'), { recursive: true });
  symlinkSync(outside, join(dir, 'sub'));
  symlinkSync(outside, join(dir, 'deep/er'));
  symlinkSync('kept.old', join(dir, 'kept'));
  assert.deepEqual(checked(dir), ['a.py', 'kept.old/x.py']);
  check(dir, '--fix');
  assert.equal(readFileSync(join(outside, 'x.py'), 'utf8'), SLEEP);
});

test('a work tree that is said to be elsewhere is not listed there', (t) => {
  const outside = folder(t, { 'x.py': SLEEP });
  const dir = repository(t, { 'a.py': SLEEP });
  git(dir, 'config', 'core.worktree', outside);
  assert.deepEqual(checked(dir), ['a.py']);
});

// git refuses the repository of another user, whatever its own configuration says of that.
test('a repository of another user is walked, not listed', { skip: process.getuid?.() !== 0 && 'who is not root cannot give files away' }, (t) => {
  const dir = repository(t, { 'a.py': SLEEP, 'ignored/b.py': SLEEP, '.gitignore': 'ignored/\n' });
  const home = folder(t);
  const run = () => asynclint(dir, ['check', '--format', 'json'], { env: { HOME: home, XDG_CONFIG_HOME: home, SUDO_UID: undefined } });
  git(dir, 'rm', '-q', '--cached', 'ignored/b.py');
  assert.deepEqual(JSON.parse(run().out).findings.map((f) => f.path), ['a.py']);
  git(dir, 'config', 'safe.directory', '*');
  assert.equal(spawnSync('chown', ['-R', '65534:65534', dir]).status, 0);
  const { out, err } = run();
  assert.deepEqual(JSON.parse(out).findings.map((f) => f.path), ['a.py', 'ignored/b.py']);
  assert.match(err, /note: \.: git cannot list it \(fatal: .*dubious ownership.*\); its ignore rules are not applied/);
  writeFileSync(join(home, '.gitconfig'), `[safe]\n  directory = ${dir}\n`); // as its user may
  assert.deepEqual(JSON.parse(run().out).findings.map((f) => f.path), ['a.py']);
});

// Each of them names a program that git would run.
const RUN = {
  'core.fsmonitor': '%', 'core.hooksPath': '.', 'core.pager': '%', 'pager.ls-files': '%', 'core.editor': '%', 'core.askPass': '%',
  'core.sshCommand': '%', 'core.gitProxy': '%', 'credential.helper': '%', 'alias.ls-files': '!%', 'alias.check-ignore': '!%',
  'filter.x.clean': '%', 'filter.x.process': '%', 'diff.external': '%', 'uploadpack.packObjectsHook': '%', 'protocol.allow': 'always',
  'protocol.file.allow': 'always', 'protocol.ext.allow': 'always',
};

test('nothing that a repository configures is run', (t) => {
  const dir = repository(t, { 'a.py': SLEEP, 'evil.sh': '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n', '.gitattributes': '*.py filter=x\n' });
  const script = join(dir, 'evil.sh');
  chmodSync(script, 0o755);
  for (const hook of ['post-index-change', 'query-watchman', 'reference-transaction', 'post-checkout']) {
    writeFileSync(join(dir, hook), readFileSync(script));
    chmodSync(join(dir, hook), 0o755);
  }
  for (const [key, value] of Object.entries(RUN)) git(dir, 'config', key, value.replace('%', script).replace(/^\.$/, dir));
  writeFileSync(join(dir, 'a.py'), `${SLEEP}# newer than the index\n`);
  assert.deepEqual(checked(dir), ['a.py']);
  check(dir, '--fix');
  assert.ok(!existsSync(join(dir, 'ran')), 'something was run');
  // That it would have been: the same command of git, without the care.
  spawnSync('git', ['ls-files', '--others'], { cwd: dir });
  assert.ok(existsSync(join(dir, 'ran')), 'the trap does not work');
});

// A listing that needs an object which a "promisor" has: git would run its program to get it.
test('nothing is fetched', (t) => {
  const dir = repository(t, { 'in/a.py': SLEEP, 'out/b.py': SLEEP });
  if (spawnSync('git', ['sparse-checkout', 'set', '--cone', '--sparse-index', 'in'], { cwd: dir }).status !== 0) return t.skip('an old git');
  const tree = git(dir, 'rev-parse', 'HEAD:out').trim();
  rmSync(join(dir, '.git/objects', tree.slice(0, 2), tree.slice(2)));
  fill(dir, { 'evil.sh': '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n' });
  chmodSync(join(dir, 'evil.sh'), 0o755);
  const config = {
    'core.repositoryformatversion': '1', 'extensions.partialClone': 'origin', 'remote.origin.url': dir, 'remote.origin.promisor': 'true',
    'remote.origin.uploadpack': join(dir, 'evil.sh'), 'protocol.allow': 'always', 'protocol.file.allow': 'always',
  };
  for (const [key, value] of Object.entries(config)) git(dir, 'config', key, value);
  const { status } = check(dir);
  assert.ok(status === 1 || status === 2);
  assert.ok(!existsSync(join(dir, 'ran')), 'something was run');
});

// A git, first on the PATH, that writes down how it was called.
test('git gets a bare environment, and its two commands', (t) => {
  const dir = repository(t, { 'a.py': SLEEP });
  const bin = folder(t, { git: '#!/bin/sh\n{ echo "args $*"; env; } >>"$HOME/log"\n' });
  chmodSync(join(bin, 'git'), 0o755);
  const hostile = { GIT_DIR: '/nowhere', GIT_EXTERNAL_DIFF: 'x', GIT_SSH_COMMAND: 'x', GIT_CONFIG_COUNT: '1', GIT_TRACE: '/dev/stderr' };
  asynclint(dir, ['check'], { env: { ...hostile, HOME: bin, XDG_CONFIG_HOME: bin, PATH: `${bin}:${process.env.PATH}` } });
  const log = readFileSync(join(bin, 'log'), 'utf8');
  const care = '--no-pager -c core.fsmonitor=false -c core.hooksPath=/dev/null -C \\.';
  assert.deepEqual([...log.matchAll(/^args (.*)$/gm)].map((m) => m[1].replace(new RegExp(`^${care} `), '')),
    ['ls-files -z --cached --others --exclude-standard', 'check-ignore -q .']);
  const names = new Set([...log.matchAll(/^(\w+)=/gm)].map((m) => m[1]));
  const known = [
    'PATH', 'HOME', 'XDG_CONFIG_HOME', 'TMPDIR', 'LC_ALL', 'GIT_CONFIG_NOSYSTEM', 'GIT_OPTIONAL_LOCKS', 'GIT_PAGER', 'GIT_TERMINAL_PROMPT',
    'GIT_NO_LAZY_FETCH', 'GIT_ALLOW_PROTOCOL', 'GIT_ASKPASS', 'GIT_WORK_TREE', 'PWD', 'OLDPWD', 'SHLVL', '_',
  ];
  assert.deepEqual([...names].filter((name) => !known.includes(name)), []);
  for (const setting of ['GIT_CONFIG_NOSYSTEM=1', 'GIT_OPTIONAL_LOCKS=0', 'GIT_ALLOW_PROTOCOL=none', `GIT_WORK_TREE=${dir}`])
    assert.ok(log.includes(`${setting}\n`), setting);
});

test('listing writes nothing into the repository', (t) => {
  const dir = repository(t, { 'a.py': SLEEP });
  writeFileSync(join(dir, 'a.py'), `${SLEEP}#\n`);
  const state = () => spawnSync('sh', ['-c', 'find . -type f -exec sha1sum {} + | sort'], { cwd: dir, encoding: 'utf8' }).stdout;
  const before = state();
  check(dir);
  assert.equal(state(), before);
});

// git waits for who writes into a `.gitignore` that is a FIFO; a minute is made short here.
test('a git that never answers is not waited for', (t) => {
  const lib = folder(t, {
    'poll.c': '#define _GNU_SOURCE\n#include <dlfcn.h>\n#include <poll.h>\n' +
      'int poll(struct pollfd *f, nfds_t n, int ms) {\n  int (*real)(struct pollfd *, nfds_t, int);\n' +
      '  *(void **)&real = dlsym(RTLD_NEXT, "poll");\n  return real(f, n, ms > 0 ? ms / 100 : ms);\n}\n',
  });
  if (spawnSync('cc', ['-shared', '-fPIC', '-o', 'poll.so', 'poll.c', '-ldl'], { cwd: lib }).status !== 0) return t.skip('no compiler');
  const dir = folder(t, { 'a.py': SLEEP });
  git(dir, 'init', '-q');
  fifo(join(dir, '.gitignore'));
  const { err, status } = asynclint(dir, ['check'], { ...LIMIT, env: preload(join(lib, 'poll.so')) });
  assert.equal(status, 1);
  assert.match(err, /note: \.: git cannot list it \(it gives no answer\)/);
});

test('FIFOs, devices and sockets in a tree are passed over; named, they are refused', (t) => {
  const dir = folder(t, { 'a.py': SLEEP });
  fifo(join(dir, 'pipe.py'));
  fifo(join(dir, 'package.json'));
  fifo(join(dir, 'tsconfig.json'));
  fifo(join(dir, 'pyproject.toml'));
  for (const [name, to] of Object.entries({ 'zero.py': '/dev/zero', 'tty.py': '/dev/tty', 'mem.js': '/proc/self/mem', 'in.py': '/dev/stdin' }))
    symlinkSync(to, join(dir, name));
  const run = (...args) => asynclint(dir, ['check', '--format', 'json', ...args], { ...LIMIT, input: SLEEP });
  assert.deepEqual(JSON.parse(run().out).findings.map((f) => f.path), ['a.py']);
  const named = run('pipe.py', 'zero.py', 'in.py', 'a.py');
  assert.equal(named.status, 2);
  assert.equal([...named.err.matchAll(/not a regular file|No such device/g)].length, 3);
  const script = folder(t, { 'a.mjs': "import { f } from './pipe.mjs';\nimport z from './zero.mjs';\nasync function g() { f(); z(); }\n" });
  fifo(join(script, 'pipe.mjs'));
  symlinkSync('/dev/zero', join(script, 'zero.mjs'));
  assert.equal(asynclint(script, ['check', 'a.mjs'], LIMIT).status, 0);
});

test('configuration that is no file, too large, or goes in circles ends with a message', (t) => {
  const dir = folder(t, {
    'a.py': SLEEP, 'large.json': `{${' '.repeat(1 << 20)}}`, 'circle.json': '{"extends": "circle.json"}',
    'two.json': '{"extends": "./three.json"}', 'three.json': '{"extends": "./two.json"}', 'deep.json': `{"rules": ${'['.repeat(100_000)}`,
    'out.json': '{"extends": "/dev/zero"}', 'deep.toml': `a = ${'['.repeat(100_000)}\n`,
  });
  fifo(join(dir, 'fifo.json'));
  for (const name of ['large.json', 'circle.json', 'two.json', 'deep.json', 'out.json', 'fifo.json', 'deep.toml']) {
    const { status, err, signal } = asynclint(dir, ['check', '--config', name], LIMIT);
    assert.equal(signal, null, name);
    assert.equal(status, 2, `${name}: ${err}`);
    assert.match(err, /^asynclint: /, name);
    assert.ok(err.length < 2000, name);
  }
});

test('what a project says of its files is read with care', (t) => {
  const outside = folder(t, { 'o.py': SLEEP, 'o.mjs': "import fs from 'fs';\nexport async function f() { fs.readFileSync('x'); }\n" });
  const dir = folder(t, {
    'a.py': SLEEP, 'asynclint.json': JSON.stringify({ include: ['*.py', '../**', `${outside}/**`, '/etc/**'] }),
    'circle/tsconfig.json': '{"extends": "./two.json"}', 'circle/two.json': '{"extends": "./tsconfig.json"}',
    'fifo/tsconfig.json': '{"extends": "./pipe.json"}', 'device/tsconfig.json': '{"extends": "/dev/zero", "compilerOptions": {"paths": {"*": ["/dev/*"]}}}',
    'large/tsconfig.json': `{"compilerOptions": {"baseUrl": "."}${' '.repeat(4 << 20)}}`, 'deep/tsconfig.json': '['.repeat(100_000),
    'main/node_modules/pack/package.json': '{"main": "/dev/zero", "exports": {".": "../../../../../../../dev/zero"}}',
    'paths/tsconfig.json': `{"compilerOptions": {"paths": {"*": ["${outside}/*.mjs"]}}}`,
  });
  fifo(join(dir, 'fifo/pipe.json'));
  for (const name of ['circle', 'fifo', 'device', 'large', 'deep', 'main', 'paths'])
    fill(dir, { [`${name}/a.ts`]: "import { f } from 'pack';\nimport z from 'zero';\nimport { o } from 'o';\nexport async function g() { f(); z(); o(); }\n" });
  for (const args of [[], ['circle', 'fifo', 'device', 'large', 'deep', 'main', 'paths']]) {
    const { status, signal, err } = asynclint(dir, ['check', '--format', 'json', ...args], LIMIT);
    assert.equal(signal, null);
    assert.ok(status < 2, err);
  }
  assert.deepEqual(checked(dir), ['a.py']);
});

test('notebooks that are none are passed over', (t) => {
  const dir = folder(t, { 'a.py': SLEEP, 'deep.ipynb': `{"cells": ${'['.repeat(100_000)}`, 'cells.ipynb': '{"nbformat": 4, "cells": 7}', 'cut.ipynb': '{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["x' });
  fifo(join(dir, 'pipe.ipynb'));
  symlinkSync('/dev/zero', join(dir, 'zero.ipynb'));
  for (const args of [['check'], ['check', '--fix', '--unsafe-fixes']]) {
    const { status, signal } = asynclint(dir, [...args, '--exit-zero'], LIMIT);
    assert.equal(signal, null);
    assert.ok(status === 0 || status === 2, `${status}`);
  }
});

const ODD = ['-rf.py', '--fix.py', '-.py', 'new\nline.py', '\x1b]0;title\x07.py', 'a b.py', '$(touch ran).py', '`touch ran`.py', ';touch ran;.py',
  'q"\'.py', ':(exclude)x.py', '%s%n.py', '\u202egnp.py', 'back\\slash.py'];

test('names that look like options, commands or nothing at all are names', (t) => {
  for (const isGit of [false, true]) {
    const dir = folder(t, Object.fromEntries(ODD.map((name) => [name, SLEEP])));
    fill(dir, { '-C/--config=x.py': SLEEP, '-/x.py': SLEEP });
    if (isGit) git(dir, 'init', '-q');
    const all = [...ODD, '-C/--config=x.py', '-/x.py'].sort();
    assert.deepEqual(checked(dir).sort(), all);
    assert.deepEqual(checked(dir, '--', ...ODD, '-C', '-/').sort(), all);
    const { out } = check(dir, '--diff');
    assert.equal(spawnSync('git', ['apply'], { cwd: dir, input: out }).status, 0);
    assert.deepEqual(checked(dir), []);
    assert.ok(!existsSync(join(dir, 'ran')));
  }
});

const EVIL = '\x1b]0;title\x07\x1b[31m\x9b\u202e';

test('no output of any command hands on what a terminal obeys', (t) => {
  const dir = folder(t, {
    [`n${EVIL}\n.py`]: `import time\nX = "${EVIL}"\nasync def f():\n    time.sleep(1)  # ${EVIL}\n\ndef h():  # asynclint: ignore[no-${EVIL}]\n    pass\n`,
    'a.mjs': `import fs from 'fs';\nimport '${EVIL}';\nexport default { async "m${EVIL}"() { fs.readFileSync("${EVIL}"); } };\n`,
    'n.ipynb': JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'code', source: [`import time\n`, `time.sleep(1)  # ${EVIL}\n`, 'await x\n'] }] }),
    'package.json': JSON.stringify({ name: EVIL, type: EVIL, dependencies: { [EVIL]: EVIL } }), 'baseline.json': `{"${EVIL}": 1}`,
    'bad.json': `{"a${EVIL}": 1, "rules": {"x${EVIL}": "y${EVIL}"}, "include": ["${EVIL}"]}`, 'broken.json': `{"a" ${EVIL}`,
    'extends.json': `{"extends": "${EVIL}.json"}`, 'bad.toml': `[a"${EVIL}\nx = ${EVIL}`, 'broken.py': `async def (${EVIL}\n`,
  });
  const commands = [
    ...['text', 'github', 'junit', 'sarif', 'json'].map((format) => ['check', '--min-severity', 'hint', '--select', 'all', '--format', format]),
    ...['bad.json', 'broken.json', 'extends.json', 'bad.toml', `no${EVIL}`].map((name) => ['check', '--config', name]),
    ['check', `no${EVIL}`], ['check', '--select', EVIL], ['graph', '.'], ['graph', '--format', 'dot', '.'], ['graph', '--format', 'json', '.'],
    ['facts', 'a.mjs'], ['facts', '--syntax', 'a.mjs'], ['facts', `no${EVIL}.py`], ['facts', `n${EVIL}\n.py`], ['explain', EVIL],
    ['init', '--stdout'], ['check', '--write-baseline', 'baseline'], ['check', '--baseline', `no${EVIL}`], ['check', '--output', `no${EVIL}/x`],
    ['check', '--cache', `a.mjs/${EVIL}`], ['check', '--stdin-filename', `${EVIL}.py`, '-'], ['check', '--fix', '--unsafe-fixes'],
  ];
  for (const args of commands) {
    const { out, err, signal } = asynclint(dir, args, args.includes('-') ? { ...LIMIT, input: `import time\nasync def f():\n    time.sleep(1)  # ${EVIL}\n` } : LIMIT);
    assert.equal(signal, null);
    for (const text of [out, err]) assert.doesNotMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/, JSON.stringify(args));
  }
});

// `script` gives the program a terminal.
test('a patch is made safe for a terminal, and is whole anywhere else', (t) => {
  if (spawnSync('script', ['-qec', 'true', '/dev/null']).status !== 0) return t.skip('no script');
  const name = `n${EVIL}.py`;
  const dir = folder(t, { [name]: `import time\n# ${EVIL}\nasync def f():\n    time.sleep(1)  # ${EVIL}\n` });
  const shown = spawnSync('script', ['-qec', `'${BINARY}' check --diff --color never`, '/dev/null'], { cwd: dir, encoding: 'utf8', env: { ...process.env, TERM: 'xterm' } });
  assert.match(shown.stdout, /\+ {4}await asyncio\.sleep\(1\)  # \\x1b\]0;title/);
  assert.doesNotMatch(shown.stdout.replaceAll('\r\n', '\n'), /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  const { out } = check(dir, '--diff');
  assert.ok(out.includes(`# ${EVIL}`));
  assert.equal(spawnSync('git', ['apply'], { cwd: dir, input: out }).status, 0);
  assert.match(readFileSync(join(dir, name), 'utf8'), /await asyncio\.sleep/);
});

test('bytes that are no text are not handed on either', (t) => {
  const dir = folder(t);
  const raw = (text) => Buffer.from(text, 'latin1');
  mkdirSync(raw(`${dir}/d\x9b31m`));
  writeFileSync(raw(`${dir}/d\x9b31m/n\x9d0;x\x07\xff.py`), raw('import time\nasync def f\xff\x9b():\n    time.sleep(1)  # \x9b31m\n'));
  writeFileSync(raw(`${dir}/a.py`), raw('import time\nasync def f():\n    time.sleep("\x9b31m")  # \x9b31m\n'));
  for (const format of ['text', 'github', 'junit', 'sarif', 'json']) {
    const { bytes, err } = asynclint(dir, ['check', '--min-severity', 'hint', '--format', format], { encoding: 'buffer' });
    for (const byte of bytes) assert.ok(byte >= 0x20 || byte === 10, `${format}: ${byte}`);
    for (const text of [bytes.toString(), err]) assert.doesNotMatch(text, /[\x7f-\x9f]/, format);
    assert.doesNotThrow(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), format);
  }
});

// What it takes from the C library. `socket` and `connect` are those of `lsp --socket` and `--pipe`.
test('the program can start git, and connect to an editor; no more', (t) => {
  const { status, stdout } = spawnSync('nm', ['-D', '--undefined-only', BINARY], { encoding: 'utf8' });
  if (status !== 0 || !/posix_spawn/.test(stdout) || /__asan|__tsan/.test(stdout)) return t.skip('no nm, or no plain build');
  const names = [...stdout.matchAll(/ U (\w+)/g)].map((m) => m[1]);
  const able = /^(socket|connect|bind|listen|accept4?|sendto|sendmsg|get(addr|name)info|gethost\w*|system|popen|exec\w+|v?fork|clone|dlopen|posix_spawnp?)$/;
  assert.deepEqual(names.filter((name) => able.test(name)).sort(), ['connect', 'posix_spawn', 'socket']);
});
