// sources.mjs - the code that is measured on: real trees, and files of as many lines as one wants, made of real code.
//
// What tests/precision fetches, from npm and Debian, lies in build/bench/corpus; CORPUS names another folder that was
// fetched in the same way. Of it come the trees of one language each, with no file that some tool would pass over.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import vm from 'node:vm';

import { BUILD, QUICK, ROOT, chance } from './stats.mjs';

const OURS = join(BUILD, 'bench');
const LISTS = ['js.npm', 'python.deb'];
const LARGEST = 400_000; // bytes of a file; some tools pass over larger ones
const LANGUAGES = {
  python: { list: 'python', ending: '.py', endings: ['.py'] },
  javascript: { list: 'js', ending: '.mjs', endings: ['.js', '.mjs', '.cjs'] },
  typescript: { list: 'js', ending: '.ts', endings: ['.ts', '.mts'] },
};
const PART = QUICK ? 8 : 1; // every so-manieth file

export const endingOf = (language) => LANGUAGES[language].ending;

function corpus() {
  const folder = process.env.CORPUS ?? join(OURS, 'corpus');
  if (!process.env.CORPUS)
    execFileSync('node', [join(ROOT, 'tests/precision/fetch.mjs'), folder, ...LISTS], { stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* files(path);
    else if (entry.isFile()) yield path;
  }
}

// Neither minified, nor declarations, nor anything but UTF-8.
function usable(path, endings) {
  if (!endings.includes(extname(path)) || /\.min\.|\.d\.[mc]?ts$/.test(path)) return false;
  const { size } = statSync(path);
  if (size === 0 || size > LARGEST) return false;
  const bytes = readFileSync(path), text = bytes.toString();
  return Buffer.byteLength(text) === bytes.length && !text.includes('\0') && !text.includes('\ufffd') && !/^.{4500}/m.test(text);
}

// { folder, bytes, files } of the real tree of a language; made once. The folder above it is for configurations.
export function tree(language) {
  const folder = join(OURS, `trees/${language}-${PART}`, 'sources'), scratch = `${folder}.part`;
  if (!existsSync(folder)) {
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    const from = join(corpus(), LANGUAGES[language].list);
    let count = 0;
    for (const path of files(from)) {
      if (!usable(path, LANGUAGES[language].endings) || count++ % PART) continue;
      const target = join(scratch, relative(from, path));
      mkdirSync(dirname(target), { recursive: true });
      cpSync(path, target);
    }
    renameSync(scratch, folder);
  }
  const sizes = [...files(folder)].map((path) => statSync(path).size);
  return { folder, files: sizes.length, bytes: sizes.reduce((a, b) => a + b, 0) };
}

// --- files of many lines ---

const parses = (text, ending) => {
  if (ending === '.py') return spawnSync('python3', ['-c', 'import ast,sys; ast.parse(sys.stdin.read())'], { input: text }).status === 0;
  try {
    new vm.Script(text);
    return true;
  } catch {
    return false;
  }
};

// Whole modules, one behind the other.
function* pythonPieces(paths) {
  for (const path of paths) {
    const text = readFileSync(path, 'utf8'), lines = text.split('\n').length;
    if (lines >= 60 && lines <= 800 && /^ +async def |^async def /m.test(text) && parses(text, '.py'))
      yield text.replace(/^from __future__.*\n/gm, '').replace(/\n*$/, '\n\n\n');
  }
}

// Functions and classes of modules; a name counts once, or else it would be an error to some.
function* javascriptPieces(paths) {
  const seen = new Set();
  for (const path of paths)
    for (const [block, name] of readFileSync(path, 'utf8').matchAll(/^(?:async )?(?:function\*?|class) (\w+)[^\n]*\{\n(?:.*\n)*?\}\n/gm)) {
      if (seen.has(name) || block.length > 100_000 || !parses(block, '.js')) continue;
      seen.add(name);
      yield `${block}\n`;
    }
}

const asynchronous = (path) => /\basync\b/.test(readFileSync(path, 'utf8'));

function shuffled(items, seed) {
  const random = chance(seed);
  return items.map((item) => [random(), item]).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
}

// The path of a file of `count` lines of real code; made once. One that is longer than all there is repeats it.
export function longFile(language, count, part = 'long') {
  const path = join(OURS, 'files', `${part}${count}${LANGUAGES[language].ending}`);
  if (existsSync(path)) return path;
  const paths = shuffled([...files(tree(language).folder)].filter(asynchronous), 1);
  const pieces = [];
  let lines = 0;
  for (const piece of language === 'python' ? pythonPieces(paths) : javascriptPieces(paths)) {
    const more = piece.split('\n').length - 1;
    if (lines + more > count + 200) continue;
    pieces.push(piece);
    lines += more;
    if (lines >= count) break;
  }
  for (let i = 0; lines < count && language === 'python'; i++) {
    pieces.push(pieces[i]);
    lines += pieces[i].split('\n').length - 1;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, pieces.join(''));
  return path;
}
