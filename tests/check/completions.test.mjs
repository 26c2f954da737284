// Completions and the manual page: the files in the repository are what the program writes,
// and the shells understand them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, asynclint } from './run.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = {
  bash: 'editors/shell/asynclint.bash', zsh: 'editors/shell/_asynclint', fish: 'editors/shell/asynclint.fish',
  man: 'docs/asynclint.1',
};
const write = (kind) => asynclint('.', ['completions', kind]).out;
const has = (command) => spawnSync(command, ['--version']).error === undefined;

for (const [kind, path] of Object.entries(FILES))
  test(`${path} is what the program writes`, () => {
    if (process.env.UPDATE_GOLDEN) writeFileSync(join(ROOT, path), write(kind));
    assert.equal(readFileSync(join(ROOT, path), 'utf8'), write(kind), `asynclint completions ${kind} >${path}`);
  });

test('every option of every command is in all of them', () => {
  for (const command of ['check', 'lsp', 'rules', 'explain']) {
    const names = [...asynclint('.', [command, '--help']).out.matchAll(/--([a-zA-Z-]+)/g)].map((match) => match[1]);
    assert.ok(names.length > 0);
    for (const name of names) {
      assert.ok(write('bash').includes(`--${name}`), name);
      assert.ok(write('zsh').includes(`--${name}`), name);
      assert.ok(write('fish').includes(`-l ${name} `) || ['socket', 'pipe'].includes(name), name);
      assert.ok(write('man').includes(`\\-\\-${name.replaceAll('-', '\\-')}`), name);
    }
  }
});

// What bash would offer after these words.
function offered(...words) {
  const script = `
    PATH=${dirname(BINARY)}:$PATH
    source ${join(ROOT, FILES.bash)}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _asynclint; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'asynclint', ...words], { encoding: 'utf8', cwd: ROOT });
  assert.equal(stderr, '');
  return stdout.split('\n').filter((line) => line);
}

test('bash completes commands, options, values, rules and files', () => {
  assert.deepEqual(offered('ch'), ['check']);
  assert.deepEqual(offered('check', '--st'), ['--statistics', '--stdin-filename']);
  assert.deepEqual(offered('check', '--format', 'j'), ['json', 'junit']);
  assert.deepEqual(offered('check', '--format', '=', 's'), ['sarif']);
  assert.deepEqual(offered('check', '--color', '='), ['auto', 'always', 'never']);
  assert.deepEqual(offered('explain', 'unused-s'), ['unused-suppression']);
  assert.deepEqual(offered('check', '--select', 'blocking-sleep,unused-s'), ['blocking-sleep,unused-suppression']);
  assert.ok(offered('check', 'LIC').includes('LICENSE'));
  assert.deepEqual(offered('check', '-j', ''), []);
});

test('zsh and fish read theirs', { skip: !has('zsh') && !has('fish') && 'neither is installed' }, () => {
  for (const shell of ['zsh', 'fish'].filter(has)) {
    const { status, stderr } = spawnSync(shell, ['-n', join(ROOT, FILES[shell])], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  }
});

test('the manual page has no fault', { skip: !has('groff') && 'groff is not installed' }, () => {
  const { status, stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z', join(ROOT, FILES.man)], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.equal(stdout + stderr, '');
});

test('another shell is refused', () => {
  assert.equal(asynclint('.', ['completions', 'csh']).status, 2);
  assert.equal(asynclint('.', ['completions']).status, 2);
  assert.match(asynclint('.', ['completions']).err, /takes bash, zsh, fish or man/);
});
