// limits.mjs - the house rules that a compiler does not see: no long files, and a rule's file,
// symbol, id and fixture folder carry one name. `node tests/house/limits.mjs [ROOT]`.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const MAX_LINES = 500; // of a file; data tables (*.def) may be longer
const CODE = /(\.(c|h|mjs|js|ts|lua|el|sh)|^Makefile|\/run)$/;
const OTHERS = new Set(['node_modules', 'build', '.git', 'dist', 'out']);
const FIXTURES = /^tests\/(rules|fixes|facts|check|demo|bench)\/.*\.(js|ts|mjs)$/;

function* walk(root, folder = root) {
  for (const name of readdirSync(folder).sort()) {
    if (OTHERS.has(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(root, path);
    else yield relative(root, path);
  }
}

function checkLengths(root, problems) {
  for (const file of walk(root)) {
    if (!CODE.test(file) || (FIXTURES.test(file) && !file.endsWith('.test.mjs'))) continue;
    const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1;
    if (lines > MAX_LINES) problems.push(`${file}: ${lines} lines; split it by topic (at most ${MAX_LINES})`);
  }
}

function checkRule(root, file, problems) {
  const name = basename(file, '.c');
  const id = name.replaceAll('_', '-');
  const text = readFileSync(join(root, file), 'utf8');
  if (!new RegExp(`^const Rule rule_${name} = \\{`, 'm').test(text))
    problems.push(`${file}: has no \`const Rule rule_${name}\``);
  if (!text.includes(`.id = "${id}"`)) problems.push(`${file}: the rule's id is not "${id}"`);
  if (!existsSync(join(root, 'tests/rules', id))) problems.push(`${file}: has no fixtures in tests/rules/${id}/`);
}

function checkRules(root, problems) {
  const folder = join(root, 'lsp/rules');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.c')) : [];
  for (const file of files) checkRule(root, `lsp/rules/${file}`, problems);
  const ids = new Set(files.map((file) => basename(file, '.c').replaceAll('_', '-')));
  const fixtures = join(root, 'tests/rules');
  for (const entry of existsSync(fixtures) ? readdirSync(fixtures, { withFileTypes: true }) : [])
    if (entry.isDirectory() && !ids.has(entry.name))
      problems.push(`tests/rules/${entry.name}/: there is no rule of that name in lsp/rules/`);
}

export function checkLimits(root) {
  const problems = [];
  checkLengths(root, problems);
  checkRules(root, problems);
  return problems;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkLimits(resolve(process.argv[2] ?? '.'));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length ? 1 : 0;
}
