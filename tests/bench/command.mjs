// command.mjs - the command line over real trees: megabytes a second of the processor, beside the bare parse of every
// file and others; on one thread and on two; then with a cache, which the first of two runs fills.
//
// All take turns, so that a busy machine is busy for all; ratios are those within a round, with the rounds' spread.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { check, commands, configure } from './peers.mjs';
import { tree } from './sources.mjs';
import { QUICK, median, short, spent, spread } from './stats.mjs';

const ROUNDS = QUICK ? 2 : 5, SLOW_ROUNDS = QUICK ? 1 : 2;

async function round(rows, i) {
  for (const row of rows) {
    if (i >= (row.slow ? SLOW_ROUNDS : ROUNDS)) continue;
    const run = await spent(row.command, row.args, { cwd: row.cwd, env: row.env });
    if (run.status > 1) throw new Error(`${row.name} ended with ${run.status}: ${run.errors.slice(0, 300)}`);
    row.runs.push(run);
  }
}

async function cold(language, { folder, bytes }, threads) {
  const cwd = configure(dirname(folder), language);
  const rows = commands(language, folder, threads).map((row) => ({ ...row, cwd, runs: [] }));
  for (let i = 0; i < ROUNDS; i++) await round(rows, i);
  const parse = rows.find(({ name }) => name === 'tree-sitter'), ours = rows.find(({ name }) => name === 'asynclint');
  return rows.map(({ name, runs }) => ({
    language, threads, name,
    throughput: bytes / 1e6 / median(runs.map(({ cpu }) => cpu)),
    wall: bytes / 1e6 / median(runs.map(({ wall }) => wall)),
    ofParse: spread(runs.map(({ cpu }, i) => cpu / parse.runs[i].cpu)),
    ofOurs: spread(runs.map(({ cpu }, i) => cpu / ours.runs[i].cpu)),
    wallOfOurs: spread(runs.map(({ wall }, i) => wall / ours.runs[i].wall)),
    seconds: median(runs.map(({ wall }) => wall)), peak: median(runs.map(({ peak }) => peak)),
  }));
}

async function warm(language, { folder }) {
  const cache = mkdtempSync(join(tmpdir(), 'asynclint-bench-cache-'));
  const { command, args } = check(folder, 1); // its options begin behind the name of the command
  try {
    const runs = { none: [], fill: [], warm: [] };
    for (let i = 0; i < ROUNDS; i++) {
      rmSync(cache, { recursive: true });
      runs.none.push(await spent(command, args));
      runs.fill.push(await spent(command, ['check', '--cache', cache, ...args.slice(1)]));
      runs.warm.push(await spent(command, ['check', '--cache', cache, ...args.slice(1)]));
    }
    const ratio = (what) => spread(runs.none.map(({ cpu }, i) => cpu / runs[what][i].cpu));
    return { language, quicker: ratio('warm'), filling: spread(runs.fill.map(({ cpu }, i) => cpu / runs.none[i].cpu)) };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

export async function command(tell) {
  const results = { cold: [], warm: [], threads: [], trees: {} };
  for (const language of ['python', 'javascript', 'typescript']) {
    const sources = tree(language);
    results.trees[language] = { files: sources.files, megabytes: sources.bytes / 1e6 };
    tell(`${language}: ${sources.files} files, ${short(sources.bytes / 1e6)} MB`);
    const walls = {};
    for (const threads of [1, 2]) {
      const rows = await cold(language, sources, threads);
      walls[threads] = rows;
      results.cold.push(...rows);
      for (const { name, throughput, wall, ofParse, ofOurs, peak } of rows)
        tell(`${threads} thread${threads > 1 ? 's' : ' '} ${name.padEnd(12)} ${short(throughput).padStart(6)} MB a CPU second, ${short(wall).padStart(6)} MB/s;` +
          ` CPU ${ofParse} of the parse, ${ofOurs} of ours; ${short(peak)} MB at most`);
    }
    for (const { name, seconds } of walls[1]) {
      const two = walls[2].find((row) => row.name === name).seconds;
      results.threads.push({ language, name, quicker: seconds / two });
    }
    tell(`two threads, quicker by: ${results.threads.filter((row) => row.language === language).map(({ name, quicker }) => `${name} ${short(quicker)}`).join(', ')}`);
    results.warm.push(await warm(language, sources));
    tell(`with a cache that is full: ${results.warm.at(-1).quicker} times quicker than without; filling it ${results.warm.at(-1).filling} of that`);
  }
  return results;
}
