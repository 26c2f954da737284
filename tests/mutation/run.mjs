// run.mjs - breaks the conditions of the sources one at a time, and sees whether a test fails.
// `node tests/mutation/run.mjs [FILE…]`, by default lsp/rules/*.c; FLAGS are the compiler's, MUTANTS how
// many are drawn by SEED (`all`: each). A mutant that no test notices must stand in survivors.md, with the
// reason why it is none, or why it is not tested; UPDATE=1 writes the file anew, for people to work on.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutate } from './mutants.mjs';
import { Oracle } from './oracle.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILD = join(ROOT, 'build/mutation');
const LIST = join(ROOT, 'tests/mutation/survivors.md');
const OPEN = 'No test yet';
const WANTED = process.env.MUTANTS ?? '200';
const SEED = Number(process.env.SEED ?? 1);
const words = (text) => text.split(' ').filter(Boolean);

function must(command, args, options = {}) {
  const run = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (run.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${run.error ?? ''}${run.stderr}`);
  return run.stdout;
}

// The program with all mutants of the file in it.
function build(file, text) {
  const name = file.replaceAll('/', '-').slice(0, -2), source = join(BUILD, `${name}.c`), program = join(BUILD, name);
  const [compiler, ...options] = words(process.env.CC ?? 'cc');
  writeFileSync(source, text);
  must(compiler, [...options, ...words(process.env.FLAGS), '-DDOCS_URL=""', '-w', '-O0', '-fPIE', '-pie', '-o', program, source,
    'build/lsp/main.o', 'build/libasynclint.a', ...words(process.env.LIBS)]);
  return program;
}

// { head, files: Map(file: Map(name of a mutant: reason)) } of survivors.md.
function readSurvivors() {
  const text = readFileSync(LIST, 'utf8'), files = new Map();
  let file, reason;
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) files.set(file = line.slice(3), new Map());
    else if (line.startsWith('### ')) reason = line.slice(4);
    else if (line.startsWith('- ')) files.get(file).set(line.slice(2), reason);
  }
  return { head: text.split('\n## ')[0].trimEnd(), files };
}

function writeSurvivors({ head, files }) {
  const section = (mutants) => [...new Set(mutants.values())].sort((a, b) => (a === OPEN) - (b === OPEN)).map((reason) =>
    `\n### ${reason}\n\n${[...mutants].filter((entry) => entry[1] === reason).map(([name]) => `- ${name}\n`).join('')}`).join('');
  writeFileSync(LIST, `${head}\n` + [...files].filter(([, mutants]) => mutants.size).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, mutants]) => `\n## ${file}\n${section(mutants)}`).join(''));
}

// Numbers that are the same for the same seed.
function* randoms(seed) {
  for (let state = seed >>> 0;;) {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    yield ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
}

// Which of all mutants are tried: Map(file: Set(number)).
function draw(all) {
  const every = all.flatMap(({ file, mutants }) => mutants.map((_, number) => [file, number]));
  const random = randoms(SEED), count = WANTED === 'all' ? every.length : Math.min(Number(WANTED), every.length);
  const drawn = new Map(all.map(({ file }) => [file, new Set()]));
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random.next().value * (every.length - i));
    [every[i], every[j]] = [every[j], every[i]];
    drawn.get(every[i][0]).add(every[i][1]);
  }
  return drawn;
}

// The mutants that a run of the tests comes by at all.
function reached(oracle, program, count) {
  const path = join(BUILD, 'reached');
  writeFileSync(path, Buffer.alloc(count + 1));
  const problem = oracle.ask(program, { MUTANTS_REACHED: path });
  if (problem) throw new Error(`${oracle.id}: without a mutant, the tests fail already: ${problem}`);
  return readFileSync(path);
}

// The names of those that no test noticed.
function tryFile({ file, text, mutants }, numbers, rule) {
  const oracle = new Oracle(ROOT, rule);
  try {
    const program = build(file, text), seen = reached(oracle, program, mutants.length);
    return [...numbers].sort((a, b) => a - b)
      .filter((number) => !seen[number] || !oracle.ask(program, { MUTANT: String(number) }))
      .map((number) => ({ ...mutants[number], isReached: Boolean(seen[number]) }));
  } finally {
    oracle.close();
  }
}

mkdirSync(BUILD, { recursive: true });
const rules = new Map(JSON.parse(must('build/asynclint', ['rules', '--format', 'json'])).rules.map((rule) => [rule.id, rule]));
const files = process.argv.length > 2 ? process.argv.slice(2).map((path) => relative(ROOT, resolve(path)))
  : readdirSync(join(ROOT, 'lsp/rules')).filter((name) => name.endsWith('.c')).map((name) => `lsp/rules/${name}`);
const all = files.map((file) => ({ file, ...mutate(file, readFileSync(join(ROOT, file), 'utf8')) }));
const drawn = draw(all), survivors = readSurvivors();
const figures = { tried: 0, none: 0, open: 0, fresh: 0 };
for (const one of all) {
  const numbers = drawn.get(one.file), known = survivors.files.get(one.file) ?? new Map();
  if (!numbers.size) continue;
  figures.tried += numbers.size;
  const still = new Map();
  for (const { name, line, isReached } of tryFile(one, numbers, rules.get(basename(one.file, '.c').replaceAll('_', '-')))) {
    const reason = known.get(name);
    still.set(name, reason ?? OPEN);
    if (reason) { figures[reason === OPEN ? 'open' : 'none']++; continue; }
    figures.fresh++;
    console.log(`${one.file}:${line}: ${name}${isReached ? '' : ' (no test comes here)'}`);
  }
  survivors.files.set(one.file, still);
}
if (process.env.UPDATE && WANTED === 'all') writeSurvivors(survivors);
const total = all.reduce((sum, { mutants }) => sum + mutants.length, 0);
console.log(`${figures.tried} of ${total} mutants, seed ${SEED}: a test fails for ${figures.tried - figures.none - figures.open - figures.fresh}, `
  + `${figures.none} change nothing, ${figures.open} have no test yet, ${figures.fresh} are new`);
process.exitCode = figures.fresh ? 1 : 0;
