// Fixes are proven by running: each program of tests/fixes/RULE/ prints its result, and is
// run before and after `asynclint check --fix` (all safe fixes of that rule) by the real
// python3 or node. Both print the same, unless a comment block says what comes after:
//
//   # after:
//   # one line of output each
//
// NAME.unsafe.EXT is fixed with --unsafe-fixes. A program whose first line ends in
// "before: fails" may end in an error before the fix, and prints what `# after:` says.
// The fix must have changed the program, and leaves nothing of the rule that has a fix.
// A coroutine that is never awaited fails.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const binary = resolve(root, process.env.ASYNCLINT ?? 'build/asynclint');
const python = spawnSync('python3', ['--version']).status === 0;

const RUNNERS = {
  '.py': ['python3', ['-X', 'dev', '-W', 'error::RuntimeWarning']],
  '.js': [process.execPath, []],
  '.mjs': [process.execPath, []],
  '.cjs': [process.execPath, []],
};

function run(path, folder) {
  const [command, options] = RUNNERS[extname(path)];
  const answer = spawnSync(command, [...options, path], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  return { status: answer.status, out: answer.stdout, err: answer.stderr };
}

function lint(options, path) {
  return spawnSync(binary, ['check', '--no-config', '--min-severity', 'hint', ...options, path], { encoding: 'utf8' });
}

// The lines of the comment block that begins with `# after:` or `// after:`, or undefined.
function expectedAfter(text) {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => /^(#|\/\/) after:\s*$/.test(line));
  if (begin < 0) return undefined;
  const block = [];
  for (const line of lines.slice(begin + 1)) {
    const match = /^(?:#|\/\/) ?(.*)$/.exec(line);
    if (!match) break;
    block.push(`${match[1]}\n`);
  }
  return block.join('');
}

function prove(rule, name) {
  // Outside tests/, so that the program does not count as a test.
  const folder = mkdtempSync(join(tmpdir(), 'asynclint-fixes-'));
  try {
    cpSync(join(here, rule), folder, { recursive: true });
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const after = expectedAfter(text);
    const mayFail = text.split('\n', 1)[0].trimEnd().endsWith('before: fails');
    const before = run(path, folder);
    if (!mayFail) assert.equal(before.status, 0, `before the fix:\n${before.err}`);

    const kind = name.includes('.unsafe.') ? ['--fix', '--unsafe-fixes'] : ['--fix'];
    const fixed = lint(['--select', rule, ...kind], path);
    assert.notEqual(fixed.status, 2, fixed.stderr);
    const changed = readFileSync(path, 'utf8');
    assert.notEqual(changed, text, 'the fix changes nothing');

    const later = run(path, folder);
    assert.equal(later.status, 0, `after the fix:\n${later.err}\n${changed}`);
    assert.doesNotMatch(later.err, /never awaited/, changed);
    assert.equal(later.out, after ?? before.out, changed);

    const left = JSON.parse(lint(['--select', rule, '--format', 'json', '--exit-zero'], path).stdout);
    const safe = kind.length === 1;
    const fixable = left.findings.filter((one) => one.fixes.some((fix) => fix.preferred && (fix.safe || !safe)));
    assert.deepEqual(fixable, [], changed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const rule of readdirSync(here).filter((name) => existsSync(join(here, name, '.')) && !extname(name)))
  for (const name of readdirSync(join(here, rule)).filter((one) => extname(one) in RUNNERS && !one.startsWith('_')))
    test(`${rule}: ${basename(name)} does the same when it is fixed`, { skip: extname(name) === '.py' && !python && 'no python3' }, () => prove(rule, name));
