// sample.mjs FOLDER [SEED [COUNT [ENDING]]] - prints a sample of what asynclint finds in FOLDER at warning and above, as
// Markdown, with the lines around each finding: for reading and judging. The same SEED gives the same sample of the
// same findings; with an ENDING (.py) only of files whose names end so. FOLDER may be several, with commas between.
// --read=FILE leaves out what an earlier sample had. $ASYNCLINT is the program.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = resolve(process.env.ASYNCLINT ?? join(dirname(fileURLToPath(import.meta.url)), '../../build/asynclint'));
const CONTEXT = 12; // lines, half of them above

// The findings of all files below the folder, in the order of their places.
export function findingsOf(folder, options = []) {
  const args = ['check', '--no-config', '--format', 'json', '--exit-zero', '--quiet', ...options, '.'];
  const text = execFileSync(PROGRAM, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(text).findings;
}

// mulberry32: numbers from 0 to 1 that depend on the seed alone.
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function sampleOf(all, seed, count) {
  const random = randomFrom(seed);
  const left = [...all];
  for (let i = left.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [left[i], left[other]] = [left[other], left[i]];
  }
  return left.slice(0, count);
}

function show(folder, finding, number) {
  const lines = readFileSync(join(folder, finding.path), 'utf8').split('\n');
  const from = Math.max(0, finding.line - 1 - CONTEXT / 2);
  const code = lines.slice(from, finding.line + CONTEXT / 2).map((line, i) => {
    const mark = from + i + 1 === finding.line ? '>' : ' ';
    return `${mark}${String(from + i + 1).padStart(5)} ${line}`;
  });
  return `### ${number}. ${finding.rule}: ${finding.path}:${finding.line}:${finding.column}\n\n${finding.message}\n\n` +
    '```\n' + code.join('\n') + '\n```\n';
}

// What the headings of earlier samples name, as "RULE: PATH:LINE".
function readBefore(args) {
  const files = args.filter((arg) => arg.startsWith('--read=')).map((arg) => readFileSync(arg.slice(7), 'utf8'));
  return new Set(files.flatMap((text) => [...text.matchAll(/^### \d+\. (.*):\d+$/gm)].map((heading) => heading[1])));
}

function main(args) {
  const [folders, seed = '1', count = '100', ending = ''] = args.filter((arg) => !arg.startsWith('--'));
  if (!folders) {
    console.error('Usage: node sample.mjs [--read=FILE...] FOLDER[,FOLDER...] [SEED [COUNT [ENDING]]]');
    process.exit(2);
  }
  const read = readBefore(args);
  const all = folders.split(',').flatMap((folder) => findingsOf(folder).map((finding) => ({ ...finding, folder })))
    .filter(({ rule, path, line }) => path.endsWith(ending) && !read.has(`${rule}: ${path}:${line}`));
  const sample = sampleOf(all, Number(seed), Number(count));
  console.log(`${sample.length} of ${all.length} findings in ${folders}, seed ${seed}\n`);
  sample.forEach((finding, i) => console.log(show(finding.folder, finding, i + 1)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
