// A run as a whole: options, exit statuses, threads, and what can go wrong around it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY, asynclint, check, fill, folder, json } from './run.mjs';

const SLEEP = 'import time\n\n\nasync def f():\n    time.sleep(1)\n';
const FLOAT = 'async function g() { await fetch("/"); }\nexport function h() {\n  g();\n}\n';
const CLEAN = 'x = 1\n';

const rulesOf = (result) => result.json.findings.map((finding) => finding.rule);

test('the exit status is 0, 1 or 2', (t) => {
  const dir = folder(t, { 'bad.py': SLEEP, 'good.py': CLEAN });
  assert.equal(check(dir, 'good.py').status, 0);
  assert.equal(check(dir, 'bad.py').status, 1);
  assert.equal(check(dir, 'bad.py', '--exit-zero').status, 0);
  assert.equal(check(dir, 'bad.py', '--min-severity', 'error').status, 0);
  assert.equal(check(dir, 'bad.py', 'nope.py').status, 2);
  assert.equal(check(dir, 'bad.py', 'nope.py', '--exit-zero').status, 2, 'a failure is no finding');
});

test('--select and --ignore choose rules', (t) => {
  const dir = folder(t, { 'a.py': SLEEP, 'b.js': FLOAT });
  assert.deepEqual(rulesOf(json(dir)), ['blocking-sleep', 'floating-promise']);
  assert.deepEqual(rulesOf(json(dir, '--select', 'blocking-sleep')), ['blocking-sleep']);
  assert.deepEqual(rulesOf(json(dir, '--select', 'blocking-sleep,floating-promise')), ['blocking-sleep', 'floating-promise']);
  assert.deepEqual(rulesOf(json(dir, '--select=all', '--ignore=blocking-sleep')), ['floating-promise']);
  assert.deepEqual(rulesOf(json(dir, '--ignore', 'blocking-sleep, floating-promise')), []);
  assert.deepEqual(rulesOf(json(dir, '--ignore', 'all')), []);
  const { status, err } = check(dir, '--select', 'blocking-slep');
  assert.equal(status, 2);
  assert.match(err, /unknown rule `blocking-slep`; did you mean `blocking-sleep`\?/);
  assert.equal(check(dir, '--ignore', 'nonsense').status, 2);
});

test('--min-severity is the threshold of what is reported', (t) => {
  const dir = folder(t, { 'a.py': `${SLEEP}x = 1  # asynclint: ignore[blocking-http]\n` });
  assert.deepEqual(rulesOf(json(dir)), ['blocking-sleep']);
  assert.deepEqual(rulesOf(json(dir, '--min-severity=hint')).sort(), ['blocking-sleep', 'unused-suppression']);
  assert.deepEqual(rulesOf(json(dir, '--min-severity=error')), []);
});

test('the nearest configuration is in force, and the command line above it', (t) => {
  const dir = folder(t, {
    'asynclint.json': '{"rules": {"blocking-sleep": "error"}, "exclude": ["gen/"]}', 'a.py': SLEEP, 'gen/b.py': SLEEP,
    'sub/pyproject.toml': '[tool.asynclint.rules]\nall = "off"\n', 'sub/c.py': SLEEP,
    'other.json': '{"rules": {"blocking-sleep": "hint"}}',
    'over/asynclint.json': '{"overrides": [{"files": ["*.py"], "rules": {"blocking-sleep": "off"}}]}', 'over/d.py': SLEEP,
  });
  const found = (...args) => json(dir, ...args).json.findings.map((f) => `${f.path} ${f.severity}`);
  assert.deepEqual(found(), ['a.py error']);
  assert.deepEqual(found('gen/b.py'), ['gen/b.py error'], 'a named file is always checked');
  assert.deepEqual(found('--no-config'), ['a.py', 'gen/b.py', 'over/d.py', 'sub/c.py'].map((path) => `${path} warning`));
  assert.deepEqual(found('--config', 'other.json'), []);
  assert.deepEqual(found('--config', 'other.json', '--min-severity', 'hint').length, 4);
  assert.deepEqual(found('--select', 'blocking-sleep'), ['a.py error', 'over/d.py warning', 'sub/c.py warning']);
  assert.deepEqual(found('--ignore', 'blocking-sleep'), []);
});

test('a faulty configuration is said, with status 2, and the rest of it is in force', (t) => {
  const dir = folder(t, {
    'asynclint.json': '{\n  "rules": {"blocking-sleep": "error", "blocking-slep": "off"}\n}\n', 'a.py': SLEEP,
  });
  const { status, err, json: result } = json(dir);
  assert.equal(status, 2);
  assert.match(err, /^asynclint: asynclint\.json:2:\d+: .*blocking-slep.*did you mean `blocking-sleep`/);
  assert.equal(result.findings[0].severity, 'error');
  assert.equal(check(dir, '--config', 'nope.json').status, 2);
  assert.match(check(dir, '--config', 'nope.json').err, /nope\.json: .*No such file/);
});

test('--quiet leaves findings and errors', (t) => {
  const dir = folder(t, { 'a.py': SLEEP, 'bin.py': '\0' });
  const { out, err } = check(dir, '-q');
  assert.match(out, /blocking-sleep/);
  assert.equal(err, '');
  assert.match(check(dir, '-q', 'nope.py').err, /nope\.py/);
});

test('--output gets the findings, whole', (t) => {
  const dir = folder(t, { 'a.py': SLEEP });
  const expected = check(dir, '--format', 'json').out;
  const { status, out } = check(dir, '--format', 'json', '--output', 'out.json');
  assert.equal(status, 1);
  assert.equal(out, '');
  assert.equal(readFileSync(join(dir, 'out.json'), 'utf8'), expected);
  check(dir, '--format', 'json', '-oout.json');
  assert.equal(readFileSync(join(dir, 'out.json'), 'utf8'), expected, 'written anew, not appended');
  assert.equal(statSync(join(dir, 'out.json')).mode & 0o777, 0o666 & ~process.umask());
  assert.deepEqual(readdirSync(dir).sort(), ['a.py', 'out.json']);
  const failed = check(dir, '--output', 'no/such/folder.json');
  assert.equal(failed.status, 2);
  assert.match(failed.err, /no\/such\/folder\.json: No such file or directory/);
});

// Enough files with findings to fill any pipe.
function many(t, count) {
  return folder(t, Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${i % 7}/f${i}.py`, SLEEP])));
}

test('the output is the same for any number of threads', (t) => {
  const dir = many(t, 300);
  fill(dir, { 'd3/x.js': FLOAT, 'd3/bin.py': '\0', 'd3/latin.js': Buffer.from([0xe9]) });
  for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
    const one = check(dir, '--format', format, '-j1', '--statistics');
    for (const jobs of ['-j2', '-j5', '--jobs=64']) {
      const other = check(dir, '--format', format, jobs, '--statistics');
      assert.equal(other.out, one.out);
      assert.equal(other.err, one.err);
      assert.equal(other.status, one.status);
    }
  }
});

test('… also when one file takes longer than all the others', (t) => {
  const dir = many(t, 400);
  fill(dir, { 'd0/huge.py': SLEEP.repeat(1000), 'd6/huge.js': FLOAT.repeat(1000) });
  for (const more of [[], ['--no-workspace'], ['--diff']]) {
    const [one, ...others] = ['-j1', '-j2', '-j8'].map((jobs) => check(dir, '--format', 'json', jobs, ...more));
    assert.ok(one.out.length > 1e5);
    for (const other of others) assert.ok(other.bytes.equals(one.bytes) && other.err === one.err && other.status === one.status, more);
  }
});

test('findings are sorted by path, position and rule', (t) => {
  const dir = folder(t, { 'b.py': SLEEP, 'a/z.py': SLEEP, 'a.py': SLEEP + SLEEP, 'B.py': SLEEP });
  const order = json(dir).json.findings.map((f) => [f.path, f.start_byte]);
  assert.deepEqual(order.map(([path]) => path), ['B.py', 'a.py', 'a.py', 'a/z.py', 'b.py']);
  assert.ok(order[1][1] < order[2][1]);
});

test('a reader that has gone is no failure', (t) => {
  const dir = many(t, 1500);
  for (const jobs of ['1', '2']) {
    const script = `"${BINARY}" check -j${jobs} . | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: dir, encoding: 'utf8' });
    assert.match(stdout, /^d0\/f0\.py:5:5: .*\n1\n$/);
    assert.equal(stderr, '');
  }
});

test('a full disk is noticed', (t) => {
  const dir = folder(t, { 'a.py': SLEEP });
  const full = openSync('/dev/full', 'w');
  for (const args of [['check'], ['check', '--format=json'], ['check', '--diff'], ['rules'], ['--version'], ['explain', 'blocking-sleep'], ['--help']]) {
    const { status, err } = asynclint(dir, args, { stdio: ['ignore', full, 'pipe'] });
    assert.equal(status, 2, args.join(' '));
    assert.match(err, /cannot write to standard output: No space left on device/);
  }
  const { status, err } = check(dir, '--output', '/dev/full');
  assert.equal(status, 2);
  assert.match(err, /\/dev\/full: No space left on device/);
});

// ThreadSanitizer delivers the signal of the limit late, and it ends the program: there it is ignored from the start.
const ignored = /\/tsan\//.test(process.env.ASYNCLINT) ? "trap '' XFSZ; " : '';

test('a file that cannot be written is left as it was', (t) => {
  const dir = folder(t, { 'a.py': SLEEP });
  const script = `${ignored}ulimit -f 0; "${BINARY}" check --fix -q a.py 2>&1 | cat; exit "\${PIPESTATUS[0]}"`;
  const { status, stdout } = spawnSync('bash', ['-c', script], { cwd: dir, encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stdout, /a\.py: File too large/);
  assert.equal(readFileSync(join(dir, 'a.py'), 'utf8'), SLEEP);
  assert.deepEqual(readdirSync(dir), ['a.py']);
});

test('an interrupt half-way leaves whole files and no others', async (t) => {
  const dir = many(t, 3000);
  const fixed = check(dir, '--fix', '-q', 'd0/f0.py');
  assert.equal(fixed.status, 0);
  const after = readFileSync(join(dir, 'd0/f0.py'), 'utf8');
  assert.notEqual(after, SLEEP);
  // One thread that says what it did to a pipe that nobody reads comes to a stop half-way.
  const child = spawn(BINARY, ['check', '--fix', '-j1'], { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  const names = readdirSync(join(dir, 'd0'));
  const count = () => names.filter((f) => readFileSync(join(dir, 'd0', f), 'utf8') === after).length;
  for (let last = -1; count() !== last || last < 2; await new Promise((r) => setTimeout(r, 200))) last = count();
  child.kill('SIGINT');
  assert.deepEqual(await ended, { code: 2, signal: null });
  let changed = 0;
  for (let d = 0; d < 7; d++)
    for (const name of readdirSync(join(dir, `d${d}`))) {
      assert.match(name, /^f\d+\.py$/);
      const text = readFileSync(join(dir, `d${d}`, name), 'utf8');
      assert.ok(text === SLEEP || text === after, name);
      changed += text === after;
    }
  assert.ok(changed > 1 && changed < 3000, `${changed} of 3000`);
});

// Resolves when the process has its handler for SIGINT: bit 1 of the signals it catches.
async function handlesSignals(pid) {
  const caught = () => /^SigCgt:\t([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  while ((BigInt(`0x${caught()}`) & 2n) === 0n) await new Promise((r) => setTimeout(r, 20));
}

test('an interrupt while nothing is written ends it at once', async (t) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    const child = spawn(BINARY, ['check', '-', '--stdin-filename', 'a.py'], { cwd: folder(t), stdio: ['pipe', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (data) => (err += data));
    const ended = new Promise((resolve) => child.on('close', (code) => resolve(code)));
    await handlesSignals(child.pid);
    child.kill(signal);
    assert.equal(await ended, 2);
    assert.equal(err, 'asynclint: interrupted\n');
  }
});

test('a file of one line of 50 MB is answered', (t) => {
  const dir = folder(t, { 'ok.py': SLEEP, 'line.js': `f(${'1,'.repeat(50_000)}1);\n` });
  writeFileSync(join(dir, 'big.js'), `f(${'1,'.repeat(25_000_000)}1);\n`);
  const { status, json: result } = json(dir, '.', 'line.js');
  assert.equal(status, 1);
  assert.equal(result.files, 2, 'a long line is no hindrance to a file that is named');
  assert.deepEqual(result.skipped, [{ path: 'big.js', reason: 'larger than 4 MiB' }]);
  const named = json(dir, 'big.js', 'ok.py');
  assert.equal(named.status, 2);
  assert.match(named.err, /^asynclint: big\.js: not checked: larger than 10 MiB, the most that is checked\n/);
  assert.equal(named.json.findings.length, 1);
  const piped = asynclint(dir, ['check', '-', '--stdin-filename=a.js'], { input: readFileSync(join(dir, 'big.js')) });
  assert.equal(piped.status, 2);
  assert.match(piped.err, /^asynclint: a\.js: not checked: larger than 10 MiB/);
});

test('--no-workspace and --progress are taken', (t) => {
  const dir = folder(t, { 'a.py': SLEEP });
  const { out } = check(dir);
  for (const options of [['--no-workspace'], ['--progress', 'never'], ['--progress=always'], ['--progress=auto']])
    assert.equal(check(dir, ...options).out, out);
});

test('a path that looks like an option is a path after --', (t) => {
  const dir = folder(t, { '--fix': '#!/usr/bin/python3\n', '-q.py': SLEEP });
  symlinkSync('-q.py', join(dir, '-'));
  assert.equal(check(dir, '--', '--fix').status, 0);
  assert.deepEqual(json(dir, '--', '-q.py').json.findings.map((f) => f.path), ['-q.py']);
  assert.deepEqual(json(dir, './-q.py').json.findings.map((f) => f.path), ['-q.py']);
});

test('a progress line is drawn while work is long, and erased', async (t) => {
  const dir = folder(t, { 'z.py': SLEEP });
  const args = ['check', '-j2', '--progress=always', '-', 'z.py', '--stdin-filename=a.py'];
  const child = spawn(BINARY, args, { cwd: dir, stdio: ['pipe', 'ignore', 'pipe'] });
  let err = '';
  const drawn = new Promise((resolve) => child.stderr.on('data', (data) => {
    err += data;
    if (/1 of 2 files/.test(err)) resolve();
  }));
  const ended = new Promise((resolve) => child.on('close', resolve));
  await drawn; // the work waits for its input
  child.stdin.end(SLEEP);
  assert.equal(await ended, 1);
  assert.match(err, /\r\x1b\[Kasynclint: 1 of 2 files\r\x1b\[Kasynclint: 2 findings.*\n$/);
});

test('of many files that are passed over only the first are named', (t) => {
  const dir = folder(t, Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}.py`, '\0'])));
  const { err, json: result } = json(dir);
  assert.equal(err.match(/not checked: /g).length, 10);
  assert.match(err, /\nasynclint: note: … and more; --format json lists them all\nasynclint: no findings.*; 30 files not checked\n$/);
  assert.equal(result.skipped.length, 30);
});
