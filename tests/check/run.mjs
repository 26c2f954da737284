// run.mjs - runs the binary in a folder of its own, and compares output with kept files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const BINARY = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const GOLDEN = join(ROOT, 'tests/check/golden');

// A temporary folder with the files of `files` (path: text or bytes); gone after the test.
export function folder(t, files = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'asynclint-check-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  fill(dir, files);
  return dir;
}

export function fill(dir, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

// { status, out, err, bytes }; `options` go to spawnSync.
export function asynclint(cwd, args, options = {}) {
  const env = { ...process.env, NO_COLOR: '1', ...options.env };
  const result = spawnSync(BINARY, args, { cwd, maxBuffer: 1 << 30, ...options, env });
  if (result.error) throw result.error;
  return {
    status: result.status,
    signal: result.signal,
    bytes: result.stdout,
    out: result.stdout?.toString() ?? '',
    err: result.stderr?.toString() ?? '',
  };
}

export function check(cwd, ...args) {
  return asynclint(cwd, ['check', ...args]);
}

export function json(cwd, ...args) {
  const result = check(cwd, '--format', 'json', ...args);
  return { ...result, json: JSON.parse(result.out) };
}

// Compares with tests/check/golden/NAME; UPDATE_GOLDEN=1 writes it instead.
export function golden(name, text) {
  const path = join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(path, text);
  }
  assert.ok(existsSync(path), `${path} is missing: run with UPDATE_GOLDEN=1 and read it`);
  assert.equal(text, readFileSync(path, 'utf8'));
}

export function git(cwd, ...args) {
  const result = spawnSync('git', ['-c', 'init.defaultBranch=main', ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
  assert.equal(result.status, 0, `git ${args.join(' ')}: ${result.stderr}`);
  return result.stdout;
}

// Root reads and writes everything: for what is forbidden, run as nobody.
export const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
// Why such a test cannot be run here, or false.
export const nobodyCannotRun = spawnSync(BINARY, ['--version'], { ...nobody, cwd: '/' }).status !== 0 && 'nobody cannot run the binary';
