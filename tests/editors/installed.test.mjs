// What `make install` puts into the system is found by Neovim and Emacs without a word of configuration.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { after, before, describe } from 'node:test';
import { programs } from './files.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { MAKEFLAGS, MAKELEVEL, ...ENV } = process.env; // of the make that runs the tests
const SHARE = '/usr/local/share'; // of the default PREFIX

describe('make install', () => {
  const folder = mkdtempSync(join(tmpdir(), 'installed-'));
  const share = join(folder, SHARE);
  before(() => assert.equal(spawnSync('make', ['install', `DESTDIR=${folder}`], { cwd: ROOT, env: ENV }).status, 0));
  after(() => rmSync(folder, { recursive: true }));
  // Gives what the editor prints; `undefined` when it is not there.
  const ask = (program, args, env = {}) => {
    const { error, stdout } = spawnSync(program, args, { env: { ...ENV, HOME: folder, ...env }, encoding: 'utf8' });
    return error ? undefined : stdout;
  };
  const has = (program) => ask(program, ['--version']) !== undefined || !!process.env.EDITORS_REQUIRED;

  for (const program of programs('nvim'))
    test(`${program.split('/').slice(-2).join('/')} has the plugin, its help and its health`, { skip: !has(program) && 'Neovim is not installed' }, () => {
      const nvim = (env, lua) => ask(program, ['--headless', '-u', 'NONE', '-i', 'NONE', '-c', `lua io.stdout:write(${lua})`, '-c', 'qall!'], env);
      const { XDG_DATA_DIRS, ...bare } = ENV;
      assert.ok(spawnSync(program, ['--headless', '-u', 'NONE', '-i', 'NONE', '-c', 'lua io.stdout:write(vim.o.runtimepath)', '-c', 'qall!'],
        { env: bare, encoding: 'utf8' }).stdout.split(',').includes(`${SHARE}/nvim/site`), 'it looks there');
      const files = ['lua/asynclint/init.lua', 'lua/asynclint/health.lua', 'lsp/asynclint.lua', 'doc/asynclint.txt'];
      for (const file of files)
        assert.equal(nvim({ XDG_DATA_DIRS: share }, `vim.api.nvim_get_runtime_file('${file}', false)[1] or 'none'`), `${share}/nvim/site/${file}`);
      assert.equal(nvim({ XDG_DATA_DIRS: share }, `require('asynclint').config.name`), 'asynclint');
    });

  for (const program of programs('emacs'))
    test(`${program.split('/').slice(-2).join('/')} loads the package and its clients`, { skip: !has(program) && 'Emacs is not installed' }, () => {
      const emacs = (form, env) => ask(program, ['--batch', '--eval', `(princ ${form})`], env);
      // One that was unpacked looks where its wrapper says.
      if (program === 'emacs') assert.match(emacs('load-path'), new RegExp(`[( ]${SHARE}/emacs/site-lisp[ )]`));
      const load = `(progn (add-to-list 'load-path "${share}/emacs/site-lisp") (require 'asynclint) (require 'asynclint-clients) (locate-library "asynclint"))`;
      assert.equal(emacs(load), `${share}/emacs/site-lisp/asynclint.el`);
    });
});
