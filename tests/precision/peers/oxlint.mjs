// oxlint.mjs - oxlint's rules about promises, and about calls that block. Those of its rules that ask for types are
// typescript-eslint's, which is run itself.
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { sourcesUnder } from './files.mjs';
import { ENDINGS, jsonOf, withConfig } from './programs.mjs';

const RULES = [
  'eslint/no-await-in-loop', 'eslint/no-async-promise-executor', 'eslint/no-promise-executor-return', 'promise/catch-or-return',
  'promise/no-multiple-resolved', 'promise/no-callback-in-promise', 'promise/no-promise-in-callback', 'promise/no-new-statics',
  'promise/no-return-in-finally', 'promise/valid-params', 'unicorn/no-await-in-promise-methods', 'oxc/no-async-endpoint-handlers', 'node/no-sync',
];
const CONFIG = {
  plugins: ['eslint', 'promise', 'unicorn', 'oxc', 'node'],
  categories: { correctness: 'off' },
  rules: Object.fromEntries(RULES.map((rule) => [rule, 'error'])),
};

// A finding's last line is not told, but how long it is, in bytes.
function lastLine(path, { offset, length, line }) {
  return line + readFileSync(path).subarray(offset, offset + length).toString().split('\n').length - 1;
}

export async function find(root, packages) {
  const folders = packages.filter((folder) => sourcesUnder(folder, ENDINGS).length).map((folder) => relative(root, folder));
  if (!folders.length) return [];
  const args = ['-f', 'json', '--no-ignore', '--disable-nested-config', ...folders];
  const { diagnostics } = withConfig('.oxlintrc.json', CONFIG, (path) => jsonOf('oxlint', ['-c', path, ...args], root));
  return diagnostics.filter(({ code }) => code).map(({ code, filename, labels }) => {
    const [{ span }] = labels;
    return { rule: code.match(/\((.*)\)/)[1], path: filename, line: span.line, endLine: lastLine(resolve(root, filename), span) };
  });
}
