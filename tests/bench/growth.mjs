// growth.mjs - how time and memory grow: with the size of a text, with the number of files, and on texts and trees that
// are large in one way (adversaries.mjs), each at n, 2n and 4n. 1 means as the text grows, 2 as its square.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fixtures, SHAPES } from './adversaries.mjs';
import { PROGRAM, QUICK, short, spent } from './stats.mjs';

const FIRST = QUICK ? 2500 : 10_000; // lines, or so
const ROUNDS = QUICK ? 1 : 2; // the better of them counts
const SECONDS = 30; // that none may take
const ARGS = ['check', '--quiet', '--exit-zero', '--no-config', '--min-severity', 'hint', '--jobs', '1'];

async function cost(args) {
  let least = Infinity, peak = 0, given = false;
  for (let i = 0; i < ROUNDS; i++) {
    const run = await spent(PROGRAM, args, { seconds: SECONDS });
    if (run.status > 1) given = run.errors.split('\n').find((line) => line.includes('asynclint')) ?? `status ${run.status}`;
    least = Math.min(least, run.cpu);
    peak = run.peak;
    if (run.cpu > 3) break;
  }
  return { cpu: least, peak, given };
}

// { cpu, peak } at n, 2n, 4n, and the exponents between the last two; a text that is given up says so.
async function grow(home, ending, make, first, fix) {
  const path = join(home, `case.${ending}`), costs = [];
  for (const n of [first, 2 * first, 4 * first]) {
    writeFileSync(path, make(n));
    try {
      costs.push(await cost([...ARGS, ...(fix ? ['--diff', '--unsafe-fixes'] : []), path]));
    } catch {
      costs.push({ cpu: Infinity, peak: 0 }); // longer than SECONDS
      break;
    }
    if (costs.at(-1).given) break;
  }
  const last = costs.at(-1), before = costs.at(-2) ?? last, factor = last.cpu / Math.max(before.cpu, 0.005);
  return { costs, given: last.given, exponent: Math.log2(factor), memory: Math.log2(last.peak / before.peak), cpu: last.cpu };
}

function* cases(only) {
  for (const [group, all] of [['shape', SHAPES], ['fixture', fixtures()]])
    for (const [name, languages] of Object.entries(all))
      for (const [ending, make] of Object.entries(languages))
        for (const fix of [false, true])
          if (!only || only.test(`${group} ${name} ${ending}${fix ? ' fix' : ''}`)) yield { group, name, ending, make, fix };
}

export async function growth(tell) {
  const home = mkdtempSync(join(tmpdir(), 'asynclint-bench-')), results = [];
  const only = process.env.ONLY ? new RegExp(process.env.ONLY) : undefined;
  try {
    for (const { name, ending, make, fix } of cases(only)) {
      const { costs, given, exponent, memory, cpu } = await grow(home, ending, make, FIRST / (fix ? 4 : 1), fix);
      results.push({ name, ending, fix, seconds: costs.map((each) => each.cpu), exponent, memory, given });
      const verdict = given ? ` (${given.trim()})` : exponent > 1.35 && cpu > 0.15 ? '  <<<' : '';
      tell(`${name}, ${ending}${fix ? ', fixes' : ''}: ${costs.map((each) => short(each.cpu)).join(' ')} s, time ^${exponent.toFixed(2)}, memory ^${memory.toFixed(2)}${verdict}`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return results;
}
