// layers.mjs - proves that a room includes only rooms to its left, and that no includes go
// in a circle. `node tests/house/layers.mjs [ROOT]` prints what breaks that, and fails.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// A room may include rooms of a lower rank and itself. Equal ranks do not see each other,
// but for syntax and the grammars beside it: these share the headers of syntax.
const RANK = {
  text: 0, syntax: 1, grammars: 1, known: 2, facts: 3, flow: 4, files: 5, program: 6, findings: 7, rules: 8,
  analysis: 9, server: 10, check: 10, main: 11,
};

// include/asynclint/NAME.h belongs to the lowest room that may include it.
const SEAMS = {
  text: ['base', 'diff', 'document', 'map', 'pairs', 'parser'],
  syntax: ['syntax', 'grammar', 'units', 'reading'],
  known: ['known', 'own'],
  facts: ['scope', 'facts', 'resolve', 'blocks', 'abort', 'emitter', 'rejects', 'locks', 'threads', 'together', 'timeout', 'cancel'],
  flow: ['dependence', 'races', 'ready', 'shared_memory'],
  files: ['files'],
  program: ['imports', 'modules', 'names', 'summary', 'program'],
  findings: ['finding', 'fix', 'cleanup', 'exclusive', 'settle', 'answers', 'blocking', 'rule', 'starts'],
  analysis: ['registry', 'config', 'analysis', 'asynclint', 'cache'],
};

// Which files may include a foreign header.
const FOREIGN = [
  [/^jansson\.h$/, /^lsp\/(server\/|check\/|analysis\/config)/],
  [/^tree_sitter\//, /^(include\/asynclint\/(document|grammar|parser)\.h|lsp\/(text|syntax)\/|grammars\/)/],
];

export function sourceFiles(root) {
  const found = [];
  const visit = (folder) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (name === 'node_modules') continue;
      if (statSync(path).isDirectory()) visit(path);
      else if (/\.(c|h|def)$/.test(name)) found.push(relative(root, path));
    }
  };
  for (const top of ['include', 'lsp', 'grammars']) if (existsSync(join(root, top))) visit(join(root, top));
  return found;
}

function roomOf(file) {
  const seam = /^include\/asynclint\/(.*)\.h$/.exec(file);
  if (seam) return Object.keys(SEAMS).find((room) => SEAMS[room].includes(seam[1]));
  if (file.startsWith('grammars/')) return 'grammars';
  if (file === 'lsp/main.c') return 'main';
  const room = /^lsp\/([^/]+)\//.exec(file)?.[1];
  return room in RANK ? room : undefined;
}

// [{line, name, quoted}] of one file.
function includesOf(root, file) {
  const found = [];
  readFileSync(join(root, file), 'utf8').split('\n').forEach((text, i) => {
    const match = /^\s*#\s*include\s+(["<])([^">]+)[">]/.exec(text);
    if (match) found.push({ line: i + 1, name: match[2], quoted: match[1] === '"' });
  });
  return found;
}

function resolveInclude(root, file, name) {
  const places = [`include/${name}`, `lsp/${name}`, join(dirname(file), name)];
  return places.find((path) => existsSync(join(root, path)));
}

function judgeOwn(file, target, name) {
  const from = roomOf(file);
  const to = roomOf(target);
  if (!to) return `${target} belongs to no room: name it in tests/house/layers.mjs`;
  if (from === 'rules' && name !== 'asynclint/rule.h') return 'a rule includes asynclint/rule.h and nothing else';
  if (from === to || RANK[to] < RANK[from]) return null;
  if (from === 'grammars' && to === 'syntax' && target.startsWith('include/')) return null;
  return `${from} must not include ${to} (${name})`;
}

function judgeForeign(file, name) {
  const rule = FOREIGN.find(([header]) => header.test(name));
  return rule && !rule[1].test(file) ? `${name} has no place here` : null;
}

// The includes among our files as a map file -> [file], and what is wrong with each.
function readIncludes(root, problems) {
  const graph = new Map();
  for (const file of sourceFiles(root)) {
    if (!roomOf(file)) problems.push(`${file}: belongs to no room`);
    const targets = [];
    for (const { line, name, quoted } of includesOf(root, file)) {
      if (name === 'rules.def') continue; // written by the Makefile
      const target = quoted ? resolveInclude(root, file, name) : null;
      const wrong = !quoted ? judgeForeign(file, name)
        : target ? judgeOwn(file, target, name) : `${name}: no such header under include/ or lsp/`;
      if (wrong) problems.push(`${file}:${line}: ${wrong}`);
      if (target) targets.push(target);
    }
    graph.set(file, targets);
  }
  return graph;
}

function findCircles(graph, problems) {
  const state = new Map();
  const visit = (file, path) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      problems.push(`circle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
      return;
    }
    state.set(file, 'open');
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
}

export function checkLayers(root) {
  const problems = [];
  findCircles(readIncludes(root, problems), problems);
  return problems;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkLayers(resolve(process.argv[2] ?? '.'));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length ? 1 : 0;
}
