// peers.mjs - the programs that asynclint is measured beside, as servers and as commands, with the rules of theirs that
// look for the same mistakes. Those that are not installed are left out: npm ci --ignore-scripts --prefix tests/bench.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BUILD, HERE, PROGRAM, tool } from './stats.mjs';

const MODULES = join(HERE, 'node_modules');
const HOME = join(BUILD, 'bench/peers');
const AST_GREP = join(MODULES, '@ast-grep/cli-linux-x64-gnu/ast-grep');
const BIOME = join(MODULES, '@biomejs/cli-linux-x64/biome');
const OXLINT = join(MODULES, 'oxlint/bin/oxlint');
const ESLINT = join(MODULES, 'eslint/bin/eslint.js');
const ESLINT_SERVER = join(MODULES, 'vscode-langservers-extracted/bin/vscode-eslint-language-server');
const SCRIPTS = ['javascript', 'typescript'];

const write = (path, text) => {
  mkdirSync(join(path, '..'), { recursive: true });
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  return path;
};

const within = (...kinds) => ({ inside: { stopBy: 'end', any: kinds.map((kind) => ({ kind })) } });
const AST_GREP_RULES = {
  python: {
    'await-in-loop': { kind: 'await', ...within('for_statement', 'while_statement') },
    'blocking-sleep': { pattern: 'time.sleep($$$)', ...within('function_definition') },
    'blocking-http': { pattern: 'requests.get($$$)', ...within('function_definition') },
    'dangling-task': { kind: 'expression_statement', has: { pattern: 'asyncio.create_task($$$)' } },
  },
  javascript: {
    'await-in-loop': { kind: 'await_expression', ...within('for_statement', 'for_in_statement', 'while_statement', 'do_statement') },
    'async-promise-executor': { pattern: 'new Promise(async ($$$) => { $$$ })' },
    'async-for-each': { pattern: '$A.forEach(async ($$$) => { $$$ })' },
    'sync-file': { pattern: 'fs.readFileSync($$$)', ...within('function_declaration') },
    'floating-then': { kind: 'expression_statement', has: { pattern: '$A.then($B)' } },
  },
};

const astGrepRules = (language) =>
  Object.entries(AST_GREP_RULES[language === 'python' ? 'python' : 'javascript']).map(([id, rule]) =>
    `${JSON.stringify({ id: `${id}-${language}`, language, severity: 'warning', message: id, rule })}\n`);

const OXLINT_CONFIG = JSON.stringify({
  plugins: ['promise', 'eslint'],
  categories: { correctness: 'off' },
  rules: Object.fromEntries(['no-await-in-loop', 'no-async-promise-executor', 'no-promise-executor-return', 'promise/catch-or-return',
    'promise/always-return', 'promise/no-nesting', 'promise/no-return-wrap', 'promise/no-callback-in-promise', 'promise/no-promise-in-callback',
    'promise/no-return-in-finally', 'promise/valid-params', 'promise/no-new-statics'].map((rule) => [rule, 'warn'])),
});
const BIOME_CONFIG = JSON.stringify({
  root: true,
  files: { maxSize: 10_000_000 },
  formatter: { enabled: false },
  assist: { enabled: false },
  linter: {
    rules: { recommended: false, performance: { noAwaitInLoops: 'warn' }, suspicious: { noAsyncPromiseExecutor: 'warn', useAwait: 'warn' } },
  },
});
const ESLINT_CONFIG = `export default [{ files: ['**/*.{js,mjs,cjs}'], linterOptions: { reportUnusedDisableDirectives: 'off' }, rules: {
  'no-await-in-loop': 'warn', 'no-async-promise-executor': 'warn', 'no-promise-executor-return': 'warn', 'require-atomic-updates': 'warn',
} }];\n`;

// Everything that configures the peers, in the folder; they look for it there.
export function configure(folder, language) {
  write(join(folder, '.oxlintrc.json'), OXLINT_CONFIG);
  write(join(folder, 'biome.json'), BIOME_CONFIG);
  write(join(folder, 'eslint.config.mjs'), ESLINT_CONFIG);
  write(join(folder, 'package.json'), '{ "type": "module" }\n');
  write(join(folder, 'sgconfig.yml'), 'ruleDirs: [rules-of-ast-grep]\n');
  const languages = language === 'python' ? ['python'] : SCRIPTS;
  for (const each of languages)
    for (const [i, rule] of astGrepRules(each).entries()) write(join(folder, `rules-of-ast-grep/${each}${i}.yml`), rule);
  return folder;
}

const ESLINT_SETTINGS = {
  validate: 'on', run: 'onType', nodePath: HERE, workingDirectory: { mode: 'location' }, experimental: { useFlatConfig: true }, useFlatConfig: true,
  rulesCustomizations: [], problems: {}, codeAction: { disableRuleComment: { enable: false }, showDocumentation: { enable: false } },
  codeActionOnSave: { enable: false, mode: 'all' }, format: false, quiet: false, onIgnoredFiles: 'off', options: {},
};

// As language servers: name → { command, args, every }: slow ones are asked at every so-manieth place only.
export function servers(language) {
  const all = [
    { name: 'echo', command: tool('echo'), args: [] },
    { name: 'asynclint', command: PROGRAM, args: ['lsp'] },
    { name: 'ast-grep', command: AST_GREP, args: ['lsp'], every: 3, file: AST_GREP },
    { name: 'oxlint', command: 'node', args: [OXLINT, '--lsp'], every: 6, file: OXLINT, scripts: true },
    { name: 'biome', command: BIOME, args: ['lsp-proxy'], every: 6, file: BIOME, scripts: true },
    { name: 'ESLint', command: 'node', args: [ESLINT_SERVER, '--stdio'], every: 12, file: ESLINT_SERVER, scripts: true, settings: ESLINT_SETTINGS },
  ];
  return all.filter(({ file, scripts }) => (!file || existsSync(file)) && (!scripts || SCRIPTS.includes(language)));
}

export const check = (folder, threads) =>
  ({ name: 'asynclint', command: PROGRAM, args: ['check', '--quiet', '--exit-zero', '--jobs', String(threads), folder] });

// As commands over a folder, on a number of threads. A peer's findings are not counted, only its time.
export function commands(language, folder, threads) {
  const all = [
    { name: 'tree-sitter', command: tool('parse'), args: [String(threads), folder] },
    check(folder, threads),
    { name: 'ast-grep', command: AST_GREP, args: ['scan', '--threads', String(threads), '--json=stream', folder], file: AST_GREP },
    { name: 'oxlint', command: 'node', args: [OXLINT, `--threads=${threads}`, '--format=unix', folder], file: OXLINT, scripts: true },
    {
      name: 'biome', command: BIOME, args: ['lint', '--max-diagnostics=none', '--reporter=github', folder], file: BIOME, scripts: true,
      env: { RAYON_NUM_THREADS: String(threads) },
    },
    {
      name: 'ESLint', command: 'node', args: [ESLINT, '--no-warn-ignored', '--no-inline-config', '-f', 'json', ...(threads > 1 ? ['--concurrency', String(threads)] : []), folder],
      file: ESLINT, only: 'javascript', slow: true,
    },
  ];
  return all.filter(({ file, scripts, only }) =>
    (!file || existsSync(file)) && (!scripts || SCRIPTS.includes(language)) && (!only || only === language));
}

export { HOME };
