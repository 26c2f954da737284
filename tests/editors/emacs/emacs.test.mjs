// The real Emacs with eglot, in batch, set up as README.md says: it sees the diagnostic and takes
// the fix. Left out where Emacs or eglot is missing; the set-up does not install them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { FILES } from '../files.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const TOUR = fileURLToPath(new URL('tour.el', import.meta.url));
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const SNIPPET = /```elisp\n(.*?)```/s.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))[1];

const HAS_EGLOT = '(progn (package-activate-all) (kill-emacs (if (locate-library "eglot") 0 1)))';
const missing = spawnSync('emacs', ['--batch', '--eval', HAS_EGLOT]).status !== 0;

function tour({ name, rule, marked, fixed }, text, wait = 20000) {
  const home = mkdtempSync(join(tmpdir(), 'emacs-'));
  try {
    for (const folder of ['bin', 'src', 'src/.git']) mkdirSync(join(home, folder));
    symlinkSync(PROGRAM, join(home, 'bin/asynclint'));
    writeFileSync(join(home, 'init.el'), SNIPPET);
    writeFileSync(join(home, 'src', name), text);
    const env = {
      ...process.env, HOME: home, LANG: 'C.UTF-8', PATH: `${join(home, 'bin')}:${process.env.PATH}`,
      TOUR_FILE: join(home, 'src', name), TOUR_SNIPPET: join(home, 'init.el'), TOUR_WAIT: String(wait),
      TOUR_RULE: rule, TOUR_MARKED: marked, TOUR_FIXED: fixed,
    };
    const { status, stdout, stderr } = spawnSync('emacs', ['--batch', '-l', TOUR], { env, encoding: 'utf8', timeout: 120000 });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

for (const file of FILES)
  test(`Emacs, ${file.name}: see, fix`, { skip: missing && 'Emacs with eglot is not installed' }, () => {
    const { status, output } = tour(file, file.text);
    assert.equal(status, 0, output);
  });

test('Emacs: the tour fails where there is no diagnostic', { skip: missing && 'Emacs with eglot is not installed' }, () => {
  const { status, output } = tour(FILES[0], FILES[0].fixed, 2000);
  assert.equal(status, 1, output);
  assert.match(output, /timeout waiting for the diagnostic/);
});
