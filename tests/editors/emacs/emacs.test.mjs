// The real Emacs, in batch, set up as README.md says: asynclint as eglot's server, as a Flymake
// backend beside another server of eglot's, and as an add-on of lsp-mode. EMACS_PROGRAMS names the
// Emacsen, with colons between (by default that on PATH and that of tests/editors/install); what is not installed is left out, unless EDITORS_REQUIRED is set.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { FILES, crlf, programs } from '../files.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const LISP = join(ROOT, 'editors/emacs');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const SNIPPET = /```elisp\n(.*?)```/s.exec(README)[1].replaceAll('/path/to/asynclint', resolve(ROOT));

// Runs Emacs in batch in a home of its own; gives {status, output, saved: the file afterwards}.
function emacs(program, args, { name, text } = FILES[0], variables = {}) {
  const home = mkdtempSync(join(tmpdir(), 'emacs-'));
  const path = join(home, 'src', name);
  try {
    for (const folder of ['bin', 'src', 'src/.git']) mkdirSync(join(home, folder));
    symlinkSync(PROGRAM, join(home, 'bin/asynclint'));
    writeFileSync(join(home, 'init.el'), SNIPPET);
    writeFileSync(path, text);
    const env = {
      ...process.env, HOME: home, TMPDIR: home, LANG: 'C.UTF-8', PATH: `${join(home, 'bin')}:${process.env.PATH}`,
      TOUR_FILE: path, TOUR_SNIPPET: join(home, 'init.el'), TOUR_SECOND: here('../second.mjs'), ...variables,
    };
    const { status, stdout, stderr } = spawnSync(program, ['--batch', ...args], { env, encoding: 'utf8', timeout: 120000 });
    return { status, output: (stdout + stderr).slice(-8000), saved: readFileSync(path, 'utf8') };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const has = (program, library) =>
  emacs(program, ['--eval', `(progn (package-activate-all) (kill-emacs (if (locate-library "${library}") 0 1)))`]).status === 0;

function tour(program, way, file, wait = 20000) {
  return emacs(program, ['-l', here('tour.el')], file, {
    TOUR_WAY: way, TOUR_WAIT: String(wait), TOUR_RULE: file.rule, TOUR_MARKED: file.marked, TOUR_FIXED: file.fixed,
    TOUR_TYPED: file.typed, TOUR_TYPED_MARKED: file.typedMarked,
  });
}

function trip(title, program, way, file, text, skip) {
  test(`${title}, ${way}, ${file.name}${text === file.text ? '' : ' with CRLF'}: the tour`, { skip }, () => {
    const { status, output, saved } = tour(program, way, { ...file, text });
    assert.equal(status, 0, output);
    const end = `${file.fixed}${file.typed}\n`;
    assert.equal(saved, text === file.text ? end : crlf(end));
  });
}

// `because` the reason for leaving a test out, or false; with EDITORS_REQUIRED nothing is left out.
const unless = (there, because) => !there && !process.env.EDITORS_REQUIRED && because;

for (const program of programs('emacs')) {
  const version = /GNU Emacs ([\d.]+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  const title = `Emacs ${version ?? 'missing'}`;
  const noEmacs = unless(version, 'Emacs is not installed');
  const noEglot = noEmacs || unless(has(program, 'eglot'), 'eglot is not installed');
  const noLspMode = noEmacs || ((program !== 'emacs' || !has(program, 'lsp-mode')) && 'lsp-mode is not installed'); // for that Emacs
  for (const file of FILES) {
    trip(title, program, 'eglot', file, file.text, noEglot);
    trip(title, program, 'beside', file, file.text, noEglot);
    trip(title, program, 'lsp-mode', file, file.text, noLspMode);
  }
  trip(title, program, 'eglot', FILES[0], crlf(FILES[0].text), noEglot);
  trip(title, program, 'beside', FILES[1], crlf(FILES[1].text), noEglot);

  test(`${title}: the tour fails where there is no diagnostic`, { skip: noEglot }, () => {
    const { status, output } = tour(program, 'beside', { ...FILES[0], text: FILES[0].fixed }, 2000);
    assert.equal(status, 1, output);
    assert.match(output, /timeout waiting for the diagnostic/);
  });

  for (const name of ['asynclint.el', 'asynclint-clients.el'])
    test(`${title}: ${name} compiles without a warning, and checkdoc has nothing to say`, { skip: noEmacs }, () => {
      const compile = '(setq byte-compile-error-on-warn t byte-compile-dest-file-function (lambda (_) (expand-file-name "~/it.elc")))';
      const { status, output } = emacs(program, ['-L', LISP, '--eval', compile, '-f', 'batch-byte-compile', join(LISP, name)]);
      assert.equal(status, 0, output);
      const said = emacs(program, ['--eval', `(progn (require 'checkdoc) (checkdoc-file "${join(LISP, name)}"))`]);
      assert.doesNotMatch(said.output, new RegExp(`${name}:\\d+`));
    });

  test(`${title}: the commands and the choice of eglot`, { skip: noEglot }, () => {
    const { status, output } = emacs(program, ['-l', here('units.el'), '-f', 'ert-run-tests-batch-and-exit']);
    assert.equal(status, 0, output);
    assert.match(output, /Ran \d+ tests, \d+ results as expected, 0 unexpected/);
  });
}
