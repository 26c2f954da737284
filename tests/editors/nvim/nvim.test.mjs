// The real Neovim, headless, with the files of editors/nvim: it opens a Python and a JavaScript
// file, sees the diagnostic, takes the fix, types on, and sees the diagnostic go.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { FILES } from '../files.mjs';

const NVIM = process.env.NVIM_PROGRAM ?? 'nvim';
const TOUR = fileURLToPath(new URL('tour.lua', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');

// The minor version of Neovim, or a sentence that says what to install.
function versionOf() {
  try {
    return Number(/NVIM v0\.(\d+)/.exec(execFileSync(NVIM, ['--version'], { encoding: 'utf8' }))[1]);
  } catch {
    throw new Error('Neovim is missing; to install: apt-get install neovim');
  }
}

// Runs the tour over a file in a home of its own; gives {status, output}.
function tour(file, text, start, wait = 20000) {
  const home = mkdtempSync(join(tmpdir(), 'nvim-'));
  const path = join(home, 'src', file.name);
  mkdirSync(join(home, 'src'));
  writeFileSync(path, text);
  const env = {
    ...process.env, HOME: home, TMPDIR: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'), XDG_CACHE_HOME: join(home, 'cache'), XDG_RUNTIME_DIR: home,
    TOUR_FILE: path, TOUR_PROGRAM: PROGRAM, TOUR_START: start, TOUR_WAIT: String(wait), LANG: 'C.UTF-8',
    TOUR_RULE: file.rule, TOUR_LINE: String(file.line), TOUR_MARKED: file.marked, TOUR_FIXED: file.fixed,
  };
  const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${TOUR}`];
  return new Promise((settle) => {
    execFile(NVIM, args, { env, timeout: 120000 }, (error, stdout, stderr) => {
      const output = stdout + stderr + (error ? logs(home) : '');
      rmSync(home, { recursive: true, force: true });
      settle({ status: error ? error.code ?? error.signal : 0, output });
    });
  });
}

function logs(home) {
  return ['state/nvim/lsp.log', 'cache/nvim/lsp.log'].map((path) => {
    try {
      return `\n${path}:\n${readFileSync(join(home, path), 'utf8').slice(-4000)}`;
    } catch {
      return '';
    }
  }).join('');
}

test('Neovim', async (t) => {
  const starts = versionOf() >= 11 ? ['enable', 'setup'] : ['setup'];
  for (const start of starts)
    for (const file of FILES)
      await t.test(`${file.name}, ${start}: see, fix, type on`, async () => {
        const { status, output } = await tour(file, file.text, start);
        assert.equal(status, 0, output);
      });
  await t.test('the tour fails where there is no diagnostic', async () => {
    const { status, output } = await tour(FILES[0], FILES[0].fixed, starts[0], 2000);
    assert.equal(status, 1, output);
    assert.match(output, /timeout waiting for the diagnostic/);
  });
});
