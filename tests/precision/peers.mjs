// peers.mjs FOLDER > PEERS.json - what ESLint and typescript-eslint find of the same mistakes, in each package of FOLDER:
// [{ rule, path, line }], by path and line. Files are those that asynclint looks at; types come from TypeScript's own
// reading of the sources, JavaScript included, with strict options. Takes minutes.
import { readdirSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import ts from 'typescript';

const RULES = {
  'no-await-in-loop': 'error',
  'no-async-promise-executor': 'error',
  'no-promise-executor-return': 'error',
  'require-atomic-updates': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
};
const SOURCES = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx']);
const MINIFIED = /\.min\.|\.d\.[mc]?ts$/;

function* sourcesUnder(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (name === 'node_modules' || name.startsWith('.')) continue;
    if (statSync(path).isDirectory()) yield* sourcesUnder(path);
    else if (SOURCES.has(extname(name)) && !MINIFIED.test(name)) yield path;
  }
}

function programOf(files) {
  return ts.createProgram(files, {
    allowJs: true,
    checkJs: false,
    jsx: ts.JsxEmit.Preserve,
    maxNodeModuleJsDepth: 0,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    target: ts.ScriptTarget.ESNext,
  });
}

async function lint(folder) {
  const files = [...sourcesUnder(folder)];
  const eslint = new ESLint({
    cwd: folder,
    ignore: false,
    overrideConfigFile: true,
    overrideConfig: [{
      files: ['**/*.{js,mjs,cjs,ts,mts,cts,jsx,tsx}'],
      languageOptions: { parser: tseslint.parser, parserOptions: { programs: [programOf(files)] } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      plugins: { '@typescript-eslint': tseslint.plugin },
      rules: RULES,
    }],
  });
  return eslint.lintFiles(files);
}

async function main([folder]) {
  if (!folder) {
    console.error('Usage: node peers.mjs FOLDER > PEERS.json');
    process.exit(2);
  }
  const root = resolve(folder);
  const found = [];
  for (const name of readdirSync(root).sort()) {
    if (name === 'node_modules' || !statSync(join(root, name)).isDirectory()) continue;
    for (const result of await lint(join(root, name))) {
      for (const { ruleId, line, fatal, message } of result.messages) {
        if (fatal) console.error(`${result.filePath}: ${message}`);
        else if (ruleId in RULES) found.push({ rule: ruleId, path: relative(root, result.filePath), line });
      }
    }
    console.error(name);
  }
  console.log(JSON.stringify(found));
}

await main(process.argv.slice(2));
