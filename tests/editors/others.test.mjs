// The snippets of editors/README.md, as they stand there: read by a parser, and by Vim where there is one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { FILES } from './files.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const README = readFileSync(join(ROOT, 'editors/README.md'), 'utf8');
const ALE = '/usr/share/vim-ale'; // Debian's package vim-ale
const [POLL] = FILES;

// The code blocks after the name of the editor, until that of the next.
function snippets(editor) {
  const part = README.slice(README.indexOf(`**${editor}**`)).split(/^\*\*/m)[1];
  return [...part.matchAll(/```\w+\n(.*?)```/gs)].map(([, text]) => text);
}

// A home with the program in bin/ and a file with a finding; `run` gets it and how to start a program there.
function atHome(run) {
  const home = mkdtempSync(join(tmpdir(), 'other-'));
  try {
    mkdirSync(join(home, 'bin'));
    symlinkSync(PROGRAM, join(home, 'bin/asynclint'));
    writeFileSync(join(home, POLL.name), POLL.text);
    const env = { ...process.env, HOME: home, PATH: `${join(home, 'bin')}:${process.env.PATH}` };
    return run(home, (command, args, more) => spawnSync(command, args, { cwd: home, encoding: 'utf8', timeout: 60000, env: { ...env, ...more } }));
  } finally {
    rmSync(home, { recursive: true });
  }
}

test('Helix: the TOML names the server, and each language has it beside another', () => atHome((home, start) => {
  const read = 'import json, sys, tomllib; print(json.dumps(tomllib.loads(sys.argv[1])))';
  const { stdout, stderr } = start('python3', ['-c', read, snippets('Helix')[0]]);
  if (/No module named 'tomllib'/.test(stderr)) return;
  const { language, 'language-server': { asynclint } } = JSON.parse(stdout);
  assert.deepEqual([asynclint.command, ...asynclint.args], ['asynclint', 'lsp']);
  for (const { 'language-servers': servers } of language) {
    assert.equal(servers.length, 2);
    assert.equal(servers[1].name, 'asynclint');
  }
}));

test('Sublime Text and Kate: the JSON has the command', () => {
  assert.deepEqual(JSON.parse(snippets('Sublime Text')[0]).clients.asynclint.command, ['asynclint', 'lsp']);
  for (const { command } of Object.values(JSON.parse(snippets('Kate')[0]).servers)) assert.deepEqual(command, ['asynclint', 'lsp']);
});

test('Zed: the command of the task tells the place', () => atHome((home, start) => {
  const [{ command }] = JSON.parse(snippets('Zed')[0]);
  const { stdout } = start('sh', ['-c', command], { ZED_FILE: join(home, POLL.name) });
  assert.match(stdout, new RegExp(`${POLL.name}:${POLL.line + 1}:5: warning: .*\\[${POLL.rule}\\]`));
}));

// Runs the lines as a script of Vim's in the file; gives what it writes to `told`.
function vim(home, start, before, after) {
  writeFileSync(join(home, 'it.vim'), [...before, `edit ${POLL.name}`, ...after, 'qa!'].join('\n'));
  start('vim', ['-es', '-u', 'NONE', '-i', 'NONE', '-N', '-S', 'it.vim']);
  return JSON.parse(readFileSync(join(home, 'told'), 'utf8'));
}
const noVim = spawnSync('vim', ['--version'], { encoding: 'utf8' }).stdout?.includes('+job') ? false : 'Vim is not installed';

test('Vim: :make fills the list of findings', { skip: noVim }, () => atHome((home, start) => {
  const tell = `call writefile([json_encode(map(getqflist(), {_, it -> [it.lnum, it.col, it.type, it.text]}))], 'told')`;
  const [[line, column, type, text], ...others] = vim(home, start, ['filetype plugin on', snippets('Vim')[0]], ['silent make', tell]);
  assert.deepEqual([line, column, type, others], [POLL.line + 1, 5, 'w', []]);
  assert.match(text, new RegExp(`stops the event loop.*\\[${POLL.rule}\\]`));
}));

test('Vim with ALE', { skip: noVim || (!existsSync(ALE) && 'ALE is not installed') }, () => atHome((home, start) => {
  const before = [`set rtp^=${ALE}`, 'filetype plugin on', snippets('Vim')[1], 'runtime plugin/ale.vim'];
  const found = `filter(copy(ale#engine#GetLoclist(bufnr(''))), {_, it -> it.linter_name == 'asynclint'})`;
  const after = ['call ale#Queue(0)', 'for turn in range(200)', `if len(${found}) | break | endif`, 'sleep 100m', 'endfor',
    `call writefile([json_encode(map(${found}, {_, it -> [it.lnum, it.col, it.type, it.code]}))], 'told')`];
  assert.deepEqual(vim(home, start, before, after), [[POLL.line + 1, 5, 'W', POLL.rule]]);
}));
