// Emacs in a terminal, by its keys: what batch cannot show, that timers and hooks do their part by themselves.
// The terminal is made by `script`; what Emacs has is read from a file that it writes every now and then.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { FILES, programs } from '../files.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const [POLL] = FILES;
const INIT = `
(require 'package)
(package-activate-all)
(add-to-list 'load-path "${join(ROOT, 'editors/emacs')}")
(require 'asynclint)
(defun tell ()
  (with-current-buffer "${POLL.name}"
    (let ((coding-system-for-write 'utf-8) (write-region-inhibit-fsync t))
      (write-region (json-encode \`((text . ,(buffer-substring-no-properties (point-min) (point-max)))
                                   (prompt . ,(or (and (active-minibuffer-window) (minibuffer-prompt)) ""))
                                   (found . [,@(mapcar #'flymake-diagnostic-text (flymake-diagnostics))])))
                    nil "~/state.new" nil 'quiet)
      (rename-file "~/state.new" "~/state" t))))
(run-with-timer 0.2 0.2 #'tell)
(setq suggest-key-bindings nil extended-command-suggest-shorter nil) ; they wait for keys, too
`;
const sleep = (ms) => new Promise((settle) => setTimeout(settle, ms));

async function session(program, init, run) {
  const home = mkdtempSync(join(tmpdir(), 'keys-'));
  const path = join(home, 'src', POLL.name);
  for (const folder of ['bin', 'src', 'src/.git']) mkdirSync(join(home, folder));
  symlinkSync(PROGRAM, join(home, 'bin/asynclint'));
  writeFileSync(path, POLL.text);
  writeFileSync(join(home, 'init.el'), INIT + init);
  const env = { ...process.env, HOME: home, TMPDIR: home, TERM: 'xterm', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', PATH: `${join(home, 'bin')}:${process.env.PATH}` };
  const child = spawn('script', ['-qec', `stty rows 40 cols 100; exec ${program} -nw -q -l ~/init.el ${path}`, '/dev/null'], { env, cwd: home, detached: true });
  let screen = '';
  child.stdout.on('data', (data) => (screen = (screen + data).slice(-20000)));
  const ended = new Promise((settle) => child.on('exit', settle));
  const state = () => {
    try {
      return JSON.parse(readFileSync(join(home, 'state'), 'utf8'));
    } catch {
      return { text: '', prompt: '', found: [] };
    }
  };
  const it = {
    keys: (keys) => child.stdin.write(keys),
    command: (name) => child.stdin.write(`\x1bx${name}\r`),
    until: async (what, fits) => {
      for (const end = Date.now() + 60000; !fits(state()); await sleep(100))
        if (Date.now() > end)
          throw new Error(`timeout waiting for ${what}: ${JSON.stringify(state())}\n${screen.replaceAll(/\x1b\[[0-9;?]*[a-zA-Z]/g, ' ').slice(-3000)}`);
    },
    saved: () => readFileSync(path, 'utf8'),
    ended,
  };
  try {
    await run(it);
  } finally {
    try { process.kill(-child.pid, 'SIGKILL'); } catch { /* it has ended */ }
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const one = ({ found }) => found.length === 1 && found[0].includes(POLL.rule);
const none = ({ found }) => found.length === 0;

// See, fix, type, see, save, leave.
const visit = (fix) => async (it) => {
  await it.until('the diagnostic', one);
  it.keys('\x13time.sleep\r\x02'); // C-s, and back into it
  await fix(it);
  await it.until('the fix', ({ text }) => text === POLL.fixed);
  await it.until('no diagnostic', none);
  it.keys('\x1b>'); // M->
  for (const key of POLL.typed.trimEnd()) { // no faster than people do
    await sleep(20);
    it.keys(key);
  }
  await it.until('the diagnostic of the typed line', one);
  it.keys('\x18\x13'); // C-x C-s
  await it.until('the saved file', ({ text }) => text === it.saved() && text.endsWith('time.sleep(2)\n'));
  it.keys('\x18\x03'); // C-x C-c
  await it.ended;
};

for (const program of programs('emacs')) {
  const version = /GNU Emacs ([\d.]+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  const skip = !version && !process.env.EDITORS_REQUIRED && 'Emacs is not installed';
  test(`Emacs ${version}, by keys: Flymake and asynclint-fix`, { skip }, () =>
    session(program, '(asynclint-global-mode 1)', visit((it) => it.command('asynclint-fix'))));
  test(`Emacs ${version}, by keys: eglot`, { skip }, () =>
    session(program, "(require 'eglot)\n(add-hook 'python-mode-hook #'asynclint-eglot)\n(setq eglot-confirm-server-initiated-edits nil confirm-kill-processes nil)",
      visit(async (it) => {
        it.command('eglot-code-actions');
        await it.until('the question', ({ prompt }) => /Pick an action/.test(prompt));
        it.keys('\r'); // the default
      })));
}
