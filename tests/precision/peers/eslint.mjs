// eslint.mjs - ESLint with typescript-eslint. Types come from TypeScript's own reading of the sources, JavaScript
// included, with strict options.
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import ts from 'typescript';
import { sourcesUnder } from './files.mjs';
import { ENDINGS } from './programs.mjs';

const RULES = {
  'no-await-in-loop': 'error',
  'no-async-promise-executor': 'error',
  'no-promise-executor-return': 'error',
  'require-atomic-updates': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
};

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
  const eslint = new ESLint({
    cwd: folder,
    ignore: false,
    overrideConfigFile: true,
    overrideConfig: [{
      files: ['**/*.{js,mjs,cjs,ts,mts,cts,jsx,tsx}'],
      languageOptions: { parser: tseslint.parser, parserOptions: { programs: [programOf(sourcesUnder(folder, ENDINGS))] } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      plugins: { '@typescript-eslint': tseslint.plugin },
      rules: RULES,
    }],
  });
  return eslint.lintFiles(sourcesUnder(folder, ENDINGS));
}

export async function find(root, packages) {
  const found = [];
  for (const folder of packages) {
    if (!sourcesUnder(folder, ENDINGS).length) continue;
    for (const { filePath, messages } of await lint(folder)) {
      for (const { ruleId, line, endLine, fatal, message } of messages) {
        if (fatal) console.error(`${filePath}: ${message}`);
        else if (ruleId in RULES) found.push({ rule: ruleId.replace('@typescript-eslint/', ''), path: filePath, line, endLine: endLine ?? line });
      }
    }
  }
  return found;
}
