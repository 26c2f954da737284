// seeds.mjs FOLDER - what the fuzzers begin with, in FOLDER/RUN/, and words to try, in
// FOLDER/RUN.dict: made of the rules' fixtures, of the tables of known names, and of seeds/.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fixtures } from '../protocol/fixtures.mjs';
import { random } from '../protocol/model.mjs';
import { ROOT } from '../protocol/wire.mjs';

const LARGEST = 4000; // bytes of one seed: a smaller one is tried more often
const BYTES = { python: 'p', javascript: 'j', javascriptreact: 'r', typescript: 't', typescriptreact: 'x' }; // as fuzz_source.c has it
const WORDS = {
  python: `async def await with for in while if else elif try except finally return raise yield import from as class lambda
    global nonlocal pass break continue not and or is None True False asyncio await( async\\x20for async\\x20with :\\x0a\\x20\\x20\\x20\\x20 \\x0d\\x0a
    #\\x20asynclint:\\x20ignore \\x22\\x22\\x22 := ** -> @ f\\x22{`,
  javascript: `async function await for of in while do if else try catch finally return throw yield import from export default
    class extends new const let var static get set delete void typeof instanceof null undefined => ... ?. ?? \`\${ /* */ // await( #x
    for\\x20await //\\x20asynclint-ignore-next-line <a> </a> as satisfies : ? readonly private declare enum interface type`,
};

const out = process.argv[2];
const numbers = {};

function seed(run, bytes) {
  const folder = join(out, run);
  if (!numbers[run]) mkdirSync(folder, { recursive: true });
  numbers[run] = (numbers[run] ?? 0) + 1;
  if (bytes.length <= LARGEST) writeFileSync(join(folder, String(numbers[run])), bytes);
}

// Files of fuzz_graph.c that are all written, and then changed, moved and deleted.
function events(seed) {
  const next = random(seed), below = (n) => Math.floor(next() * n);
  const write = (file) => [file, ...Array.from({ length: 3 + below(7) }, () => below(20)), 255];
  const event = () => (below(3) ? write(below(14)) : [14 * (4 + below(2)) + below(14)]);
  return Buffer.from([...Array(14).keys()].flatMap(write).concat(Array.from({ length: 10 }, event).flat()));
}

const language = (id) => (id === 'python' ? 'python' : 'javascript');

// An edit script, as fuzz_document.c reads it: the text, then its middle is taken out, and put back in pieces.
function edits(languageId, text) {
  const byte = { python: 0, javascript: 1, javascriptreact: 1, typescript: 2, typescriptreact: 3 }[languageId];
  const bytes = Buffer.from(text), middle = Math.floor(bytes.length / 2);
  const piece = bytes.subarray(middle, middle + 60), half = Math.floor(piece.length / 2);
  const number = (n) => [n >> 8 & 255, n & 255];
  return Buffer.concat([Buffer.from([byte, ...number(bytes.length)]), bytes,
    Buffer.from([...number(middle), piece.length, 0]),
    Buffer.from([...number(middle), 0, half]), piece.subarray(0, half),
    Buffer.from([...number(middle + half), 0, piece.length - half]), piece.subarray(half)]);
}

// A session: the text is opened, asked about, edited and closed.
function session(name, languageId, text) {
  const textDocument = { uri: `file:///tmp/asynclint-fuzz/${name}` };
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  const message = (method, params, id) => JSON.stringify({ jsonrpc: '2.0', id, method, params });
  return [
    message('textDocument/didOpen', { textDocument: { ...textDocument, languageId, version: 1, text } }),
    message('textDocument/codeAction', { textDocument, range: everywhere, context: { diagnostics: [] } }, 1),
    message('textDocument/hover', { textDocument, position: { line: 3, character: 8 } }, 2),
    message('textDocument/didChange', { textDocument: { ...textDocument, version: 2 }, contentChanges: [{ range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } }, text: '' }] }),
    message('textDocument/diagnostic', { textDocument }, 3),
    message('textDocument/didClose', { textDocument }), message('shutdown', undefined, 4), message('exit'),
  ].join('\n');
}

// The names that the tables of lsp/known/ hold, whole and in parts.
function known(prefix) {
  const names = new Set();
  for (const file of readdirSync(join(ROOT, 'lsp/known')).filter((name) => name.startsWith(prefix) && name.endsWith('.def')))
    for (const [, name] of readFileSync(join(ROOT, 'lsp/known', file), 'utf8').matchAll(/^[A-Z]+\("([\w.#@/:-]+)"/gm))
      for (const word of [name.replace('#', '.'), ...name.split(/[.#]/)]) names.add(word);
  return [...names].filter((name) => name.length < 60);
}

const dictionary = (words) => `${[...new Set(words)].map((word) => `"${word.replace(/"/g, '\\"')}"`).join('\n')}\n`;

rmSync(out, { recursive: true, force: true });
for (const { name, languageId, text } of fixtures()) {
  seed(language(languageId), Buffer.from(BYTES[languageId] + text));
  if (!/\/bad\./.test(name)) continue;
  seed('document', edits(languageId, text));
  seed('session', Buffer.from(session(name, languageId, text)));
}
for (let i = 1; i <= 50; i++) seed('graph', events(i));
for (const run of readdirSync(join(ROOT, 'tests/fuzz/seeds')))
  cpSync(join(ROOT, 'tests/fuzz/seeds', run), join(out, run), { recursive: true });
for (const [run, prefix] of [['python', 'python_'], ['javascript', 'js_']])
  writeFileSync(join(out, `${run}.dict`), dictionary([...WORDS[run].split(/\s+/), ...known(prefix)]));
const schema = JSON.parse(readFileSync(join(ROOT, 'docs/asynclint.schema.json'), 'utf8'));
writeFileSync(join(out, 'config.dict'), dictionary([...Object.keys(schema.properties), ...Object.keys(schema.properties.rules.properties),
  'tool.asynclint', 'asynclint', 'requires-python', '[project]', 'off', 'hint', 'information', 'warning', 'error', '**/', '!', '{', '}', '[[', "'''"]));
const methods = readFileSync(join(ROOT, 'lsp/server/server.c'), 'utf8').matchAll(/^ {4}\{"([\w$/]+)",/gm);
writeFileSync(join(out, 'session.dict'), dictionary([...methods].map(([, method]) => method)));
