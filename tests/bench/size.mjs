// size.mjs - time and memory against the size of a file, to 1,000,000 lines, and against the number of files, to 100,000
// small ones; as points for the plots.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { check } from './peers.mjs';
import { QUICK, short, spent, tool } from './stats.mjs';

const LINES = QUICK ? [10_000, 30_000, 100_000, 300_000] : [10_000, 30_000, 100_000, 300_000, 1_000_000];
const FILES = QUICK ? [1000, 3000, 10_000] : [1000, 3000, 10_000, 30_000, 100_000];

// A text of more than 10 MiB is refused, so lines are short.
const TEXTS = {
  py: (lines) => Array.from({ length: lines / 10 }, (_, i) =>
    `async def f${i}(a):\n b = a\n c = b\n for d in c:\n  await e(d)\n if b:\n  c()\n else:\n  b()\n\n`).join(''),
  mjs: (lines) => Array.from({ length: lines / 10 }, (_, i) =>
    `async function f${i}(a) {\n let b = a\n for (let c of b)\n await d(c)\n if (b) {\n b()\n } else {\n a()\n }\n}\n`).join(''),
};
const SMALL = (i) => `import asyncio\nimport m${(i * 7 + 1) % 1000}\n\n\nasync def work(a):\n    b = await m${(i * 7 + 1) % 1000}.work(a)\n    return b + ${i}\n`;

async function least(command, args) {
  const runs = [await spent(command, args), await spent(command, args)];
  return { cpu: Math.min(...runs.map((run) => run.cpu)), peak: runs[0].peak };
}

async function ofLines(home, tell) {
  const rows = [];
  for (const [ending, text] of Object.entries(TEXTS))
    for (const lines of LINES) {
      const path = join(home, `long.${ending}`);
      writeFileSync(path, text(lines));
      const { command, args } = check(path, 1);
      const ours = await least(command, args), parse = Number((await spent(tool('parse'), ['1', path], { output: true })).output.split(' ')[0]);
      rows.push({ ending, lines, cpu: ours.cpu, peak: ours.peak, parse });
      tell(`${ending}, ${lines} lines: ${short(ours.cpu)} s of the processor, ${short(ours.cpu / parse)} × the parse, ${short(ours.peak)} MB at most`);
    }
  return rows;
}

async function ofFiles(home, tell) {
  const rows = [], folder = join(home, 'tree');
  let made = 0;
  for (const files of FILES) {
    for (; made < files; made++) {
      const inside = join(folder, `p${Math.floor(made / 1000)}`);
      mkdirSync(inside, { recursive: true });
      writeFileSync(join(inside, `m${made % 1000}.py`), SMALL(made));
    }
    const { command, args } = check(folder, 1);
    const ours = await least(command, args), parse = await least(tool('parse'), ['1', folder]);
    rows.push({ files, cpu: ours.cpu, peak: ours.peak, parse: parse.cpu });
    tell(`${files} small files: ${short(ours.cpu)} s of the processor, ${short(ours.cpu / parse.cpu)} × the parse, ${short(ours.peak)} MB at most`);
  }
  return rows;
}

export async function size(tell) {
  const home = mkdtempSync(join(tmpdir(), 'asynclint-bench-'));
  try {
    return { lines: await ofLines(home, tell), files: await ofFiles(home, tell) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
