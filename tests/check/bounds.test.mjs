// bounds.test.mjs - memory for the worst texts that are known: so many bytes for a byte of source.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

import { BINARY, folder } from './run.mjs';

// The build without sanitizers, which have a malloc of their own; `make test` makes it first.
const PLAIN = /\b(san|tsan|coverage)\b/.test(BINARY) ? BINARY.replace(/build\/\w+\/asynclint$/, 'build/asynclint') : BINARY;
const SIZE = 256 * 1024, PER_BYTE = 900, BASE = 96 * 1024 * 1024; // docs/trust.md has what is measured
const fill = (piece, before = '', behind = '') => before + piece.repeat(Math.floor((SIZE - before.length - behind.length) / piece.length)) + behind;
const TEXTS = {
  'lines.py': fill('x\n'), 'deep.py': `${'('.repeat(SIZE / 2)}${')'.repeat(SIZE / 2)}`, 'tokens.py': fill('a+b;'), 'strings.py': fill('"";'),
  'tasks.py': fill(' time.sleep(1)\n', 'import time\nasync def f():\n'), 'loops.py': fill(' for x in y:await g(x)\n', 'async def f():\n'),
  'objects.ts': fill('{},', 'x=[', ']'), 'commas.js': fill('0,', 'x=[', ']'), 'functions.js': fill('()=>{};'), 'elements.tsx': fill('<b/>', 'x=<a>', '</a>'),
};

for (const [name, text] of Object.entries(TEXTS))
  test(`memory has a bound: ${name}`, { skip: !existsSync(PLAIN) && 'build/asynclint is not built' }, (t) => {
    const dir = folder(t, { [name]: text }), limit = Math.ceil((BASE + PER_BYTE * text.length) / 1024);
    const { status, stderr } = spawnSync('bash', ['-c', `ulimit -v ${limit}; exec "$0" check --no-config --quiet -j1 "$1"`, PLAIN, name], { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    assert.ok(status === 0 || status === 1, stderr);
  });
