// run.mjs [PART…] - `make bench`: how fast asynclint is beside its limits and its peers, as ratios of one run; all parts
// or those named. QUICK=1 takes an eighth of the sources and fewer rounds. What came of it is kept in
// build/bench/PART.json, and written into docs/performance.md when all parts were run in full. Nothing is asserted: a time
// says as much about the machine as about the program.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { report } from './report.mjs';
import { BUILD, HERE, QUICK } from './stats.mjs';

const PARTS = ['keystroke', 'command', 'start', 'memory', 'size', 'growth', 'index'];

if (!existsSync(join(HERE, 'node_modules')))
  console.log('no peers: npm ci --ignore-scripts --prefix tests/bench installs them');
const named = process.argv.slice(2);
for (const name of named.length ? named : PARTS) {
  if (!PARTS.includes(name)) {
    console.error(`asynclint: no part ${name} of the bench; there are ${PARTS.join(', ')}`);
    process.exit(2);
  }
  console.log(`${name}:`);
  const { [name]: part } = await import(`./${name}.mjs`);
  const result = await part((line) => console.log(`  ${line}`));
  mkdirSync(join(BUILD, 'bench'), { recursive: true });
  if (result) writeFileSync(join(BUILD, 'bench', `${name}${QUICK ? '.quick' : ''}.json`), JSON.stringify(result, null, 1));
}
if (!named.length && !QUICK) report();
