// report.mjs - writes what build/bench/*.json holds into docs/performance.md, between the marks of each table, and into
// the plots beside it. A part that was not measured is left as it stands; one measured in full goes before a quick one.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { plot } from './plot.mjs';
import { BUILD, ROOT, short } from './stats.mjs';

const PAGE = join(ROOT, 'docs/performance.md');
const NAMES = { py: 'Python', js: 'JavaScript', mjs: 'JavaScript', ts: 'TypeScript', python: 'Python', javascript: 'JavaScript', typescript: 'TypeScript' };

function results(name) {
  const path = ['json', 'quick.json'].map((ending) => join(BUILD, 'bench', `${name}.${ending}`)).find(existsSync);
  return path && JSON.parse(readFileSync(path, 'utf8'));
}

const table = (head, rows) =>
  [head, head.map((_, i) => (i ? '--:' : '---')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function keystroke(all) {
  const rows = Object.entries(all).flatMap(([language, servers]) => servers.map((each) => {
    const own = servers.find(({ name }) => name === 'asynclint');
    return [`${NAMES[language]}, ${each.name}`, each.keystrokes, ...each.ratios, `${short(each.worst)}`, `${short(each.worstOfMedian)}`, short(each.median / own.median), short(each.cpu / own.cpu)];
  }));
  return table(['', 'keystrokes', 'median × echo', '95 % × echo', 'worst × echo’s worst', 'worst × echo’s median', 'median × asynclint', 'processor × asynclint'], rows);
}

const cold = ({ cold: rows }) => table(
  ['one thread', 'MB a CPU second', 'CPU × the parse', 'CPU × asynclint', 'memory, MB'],
  rows.filter(({ threads }) => threads === 1).map((row) => [`${NAMES[row.language]}, ${row.name}`, short(row.throughput), row.ofParse, row.ofOurs, short(row.peak)]),
);

const two = ({ cold: rows, threads }) => table(
  ['two threads', 'MB a second', 'time × asynclint', 'quicker than one thread by'],
  rows.filter((row) => row.threads === 2).map((row) => [
    `${NAMES[row.language]}, ${row.name}`, short(row.wall), row.wallOfOurs, short(threads.find(({ language, name }) => language === row.language && name === row.name).quicker),
  ]),
);

const warm = ({ warm: rows }) => table(
  ['', 'with a full cache quicker by', 'the first run with a cache × without'],
  rows.map(({ language, quicker, filling }) => [NAMES[language], quicker, filling]),
);

const small = ({ small: rows }) => table(['a small file', 'time × `/bin/true`'], rows.map(({ language, name, ratio }) => [`${NAMES[language]}, ${name}`, ratio]));
const first = ({ server: rows }) => table(
  ['first diagnostics of 10,000 lines', 'time × the parse', 'the same, less what the echo takes'],
  rows.map(({ language, name, ratio, above }) => [`${NAMES[language]}, ${name}`, ratio, above]),
);

const open = ({ open: rows }) => table(
  ['10,000 lines open', 'memory, MB', 'at most, MB', '× asynclint'],
  rows.map((row) => [`${NAMES[row.language]}, ${row.name}`, short(row.rss), short(row.peak), short(row.rss / rows.find(({ name, language }) => name === 'asynclint' && language === row.language).rss)]),
);
const edits = ({ open: rows }) => table(
  ['asynclint, after edits', ...rows.find(({ edited }) => edited).edited.map((each) => `${each.edits}`)],
  rows.filter(({ edited }) => edited).map(({ language, edited }) => [`${NAMES[language]}, MB`, ...edited.map(({ rss }) => short(rss))]),
);
const trees = ({ trees: rows }) => table(['files', 'memory at most, MB', 'each on its own, MB'], rows.map(({ files, peak, alone }) => [files, short(peak), short(alone)]));

const lines = ({ lines: rows }) => table(
  ['lines', 'CPU seconds a million lines', '× the parse', 'memory, MB'],
  rows.map(({ ending, lines: count, cpu, parse, peak }) => [`${NAMES[ending]}, ${count}`, short((cpu / count) * 1e6), short(cpu / parse), short(peak)]),
);
const files = ({ files: rows }) => table(
  ['small files', 'CPU milliseconds a file', '× the parse', 'memory, MB'],
  rows.map(({ files: count, cpu, parse, peak }) => [count, short((cpu / count) * 1000), short(cpu / parse), short(peak)]),
);

// What grows fastest, and all that grows faster than its text.
function growth(rows) {
  // JSON has no Infinity, which a text has that took too long: null.
  const power = ({ exponent }) => exponent ?? Infinity;
  const grown = rows.filter(({ given }) => !given).sort((a, b) => power(b) - power(a) || 0);
  const worst = grown.filter((row) => power(row) > 1.35 && (row.seconds.at(-1) ?? Infinity) > 0.15);
  const shown = worst.map(({ name, ending, fix, seconds, exponent, memory }) => [
    `${name}, ${NAMES[ending]}${fix ? ', fixes' : ''}`, seconds.map((each) => (each === null ? 'too long' : short(each))).join(' '), exponent === null ? '-' : exponent.toFixed(2), memory === null ? '-' : memory.toFixed(2),
  ]);
  return `${grown.length} texts were measured, ${worst.length} of which took more time than they are long (exponent above 1.35, and 0.15 seconds or more):\n\n` +
    table(['', 'seconds at n, 2n, 4n', 'exponent of the time', 'of the memory'], shown);
}

const TABLES = {
  keystroke: ['keystroke', keystroke], cold: ['command', cold], two: ['command', two], warm: ['command', warm], small: ['start', small], first: ['start', first],
  open: ['memory', open], edits: ['memory', edits], trees: ['memory', trees], lines: ['size', lines], files: ['size', files], growth: ['growth', growth],
};

function writePlots(size) {
  const of = (rows, what, x) => rows.map((row) => [row[x], Math.max(row[what], 0.001)]);
  const byEnding = (what) => ['py', 'mjs'].map((ending) => ({ name: NAMES[ending], points: of(size.lines.filter((row) => row.ending === ending), what, 'lines') }));
  const plots = {
    'lines-time': { title: 'Time against the lines of a file', across: 'lines', up: 'CPU seconds', series: [...byEnding('cpu'), { name: 'parse, Python', points: of(size.lines.filter((row) => row.ending === 'py'), 'parse', 'lines') }] },
    'lines-memory': { title: 'Memory against the lines of a file', across: 'lines', up: 'MB', series: byEnding('peak') },
    'files-time': { title: 'Time against the number of small files', across: 'files', up: 'CPU seconds', series: [{ name: 'asynclint', points: of(size.files, 'cpu', 'files') }, { name: 'parse', points: of(size.files, 'parse', 'files') }] },
    'files-memory': { title: 'Memory against the number of small files', across: 'files', up: 'MB', series: [{ name: 'asynclint', points: of(size.files, 'peak', 'files') }] },
  };
  for (const [name, each] of Object.entries(plots)) writeFileSync(join(ROOT, 'docs', `performance-${name}.svg`), plot(each));
}

export function report() {
  let page = readFileSync(PAGE, 'utf8');
  for (const [name, [part, make]] of Object.entries(TABLES)) {
    const found = results(part);
    if (found) page = page.replace(new RegExp(`(<!-- bench: ${name} -->\n)[^]*?(?=<!-- end -->)`), (_, mark) => `${mark}\n${make(found)}\n\n`);
  }
  writeFileSync(PAGE, page);
  const size = results('size');
  if (size) writePlots(size);
}

if (process.argv[1] === join(ROOT, 'tests/bench/report.mjs')) report();
