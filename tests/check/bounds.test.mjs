// bounds.test.mjs - memory for the worst texts that are known, so many bytes for a byte of source,
// and for many files: trees and arenas go with the file, only its summary stays.
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

// The most memory that the command had at a time, in KiB.
const PEAK = 'import resource, subprocess, sys; s = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode; ' +
  'print(s, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)';
const MANY = 2000, FEW = 200, A_FILE = 48, SLACK = 4096; // KiB; a file's tree alone is larger than A_FILE by far

// 10 KB of functions that call each other.
function source(number) {
  const piece = (i) => `def wait_${number}_${i}(x):\n    time.sleep(x)\n\n\nasync def work_${number}_${i}(xs):\n    for x in xs:\n        await asyncio.sleep(x)\n` +
    `    wait_${number}_${i}(1)\n    values = [a + b for a, b in zip(xs, xs)]\n    return sum(values)\n\n\n`;
  return `import time\nimport asyncio\n\n\n${Array.from({ length: 45 }, (_, i) => piece(i)).join('')}`;
}

for (const [title, options, perFile] of [['a summary', [], A_FILE], ['nothing', ['--no-workspace'], 0]])
  test(`of a file that has been checked ${title} stays in memory`, { skip: !existsSync(PLAIN) && 'build/asynclint is not built' }, (t) => {
    const [few, many] = [FEW, MANY].map((count) => {
      const dir = folder(t, Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${i % 20}/f${i}.py`, source(i)])));
      const { stdout, stderr } = spawnSync('python3', ['-c', PEAK, PLAIN, 'check', '--no-config', '--quiet', '-j2', ...options, '.'], { cwd: dir, encoding: 'utf8' });
      const [status, peak] = stdout.trim().split(' ').map(Number);
      assert.equal(status, 1, stderr);
      return peak;
    });
    assert.ok(many - few <= perFile * (MANY - FEW) + SLACK, `${few} KiB for ${FEW} files, ${many} KiB for ${MANY}`);
  });
