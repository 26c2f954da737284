// The real Neovim, headless, with the files of editors/nvim: it opens a Python and a JavaScript
// file, sees the diagnostic, takes the fix, types on, and sees the diagnostic go.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { FILES, crlf, programs } from '../files.mjs';

const TOUR = fileURLToPath(new URL('tour.lua', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ARGS = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n'];
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');

// The version of Neovim, or a sentence that says what to install.
function versionOf(program) {
  try {
    return /NVIM v(0\.\d+\.\d+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))[1];
  } catch {
    throw new Error('Neovim is missing; to install: apt-get install neovim');
  }
}

// Runs the tour over a file in a home of its own; gives {status, output}.
function tour(program, file, text, start, wait = 20000) {
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
  return new Promise((settle) => {
    execFile(program, [...ARGS, '-c', `luafile ${TOUR}`], { env, timeout: 120000 }, (error, stdout, stderr) => {
      const output = stdout + stderr + (error ? logs(home) : '');
      const saved = readFileSync(path, 'utf8');
      rmSync(home, { recursive: true, force: true });
      settle({ status: error ? error.code ?? error.signal : 0, output, saved });
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

const PRINT = `lua io.stdout:write(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\\n'))`;

// Runs commands with the plugin; gives what they print.
function run(program, ...commands) {
  const home = mkdtempSync(join(tmpdir(), 'nvim-'));
  try {
    const args = [...ARGS, '-c', `set runtimepath^=${join(ROOT, 'editors/nvim')}`, ...commands.flatMap((it) => ['-c', it]), '-c', 'qall!'];
    return spawnSync(program, args, { env: { ...process.env, HOME: home, TMPDIR: home, XDG_STATE_HOME: home }, encoding: 'utf8', timeout: 60000 });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

for (const program of programs('nvim'))
  test(`Neovim, ${program.split('/').slice(-2).join('/')}`, async (t) => {
    const version = versionOf(program);
    const starts = Number(version.split('.')[1]) >= 11 ? ['enable', 'setup'] : ['setup'];
    for (const start of starts)
      for (const file of FILES)
        await t.test(`${version}, ${file.name}, ${start}: the tour`, async () => {
          const { status, output } = await tour(program, file, file.text, start);
          assert.equal(status, 0, output);
        });
    await t.test(`${version}, CRLF: the tour`, async () => {
      const { status, output, saved } = await tour(program, FILES[0], crlf(FILES[0].text), starts[0]);
      assert.equal(status, 0, output);
      assert.doesNotMatch(saved, /(?<!\r)\n/);
    });
    await t.test(`${version}: the tour fails where there is no diagnostic`, async () => {
      const { status, output } = await tour(program, FILES[0], FILES[0].fixed, starts[0], 2000);
      assert.equal(status, 1, output);
      assert.match(output, /timeout waiting for the diagnostic/);
    });
    await t.test(`${version}: :checkhealth finds the program, or says what to do`, () => {
      const health = (cmd) =>
        run(program, `lua require('asynclint').setup { cmd = { '${cmd}', 'lsp' } }`, 'checkhealth asynclint', PRINT).stdout;
      assert.match(health(PROGRAM), /OK:? .*asynclint: asynclint \d+\.\d+\.\d+/i);
      assert.match(health('/nowhere/asynclint'), /ERROR:? \/nowhere\/asynclint is not an executable program/);
    });
    await t.test(`${version}: :help asynclint`, () => {
      const doc = join(ROOT, 'editors/nvim/doc');
      const { stdout } = run(program, `helptags ${doc}`, 'help asynclint.fix_all()', PRINT);
      rmSync(join(doc, 'tags'), { force: true });
      assert.match(stdout, /\*asynclint\.fix_all\(\)\*/);
    });
  });
