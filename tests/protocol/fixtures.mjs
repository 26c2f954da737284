// fixtures.mjs - the rules' fixtures, as texts to open.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

import { ROOT } from './wire.mjs';

const LANGUAGES = {
  '.py': 'python', '.pyi': 'python', '.js': 'javascript', '.mjs': 'javascript', '.cjs': 'javascript', '.jsx': 'javascriptreact',
  '.ts': 'typescript', '.mts': 'typescript', '.cts': 'typescript', '.tsx': 'typescriptreact',
};

// [{ name, path, languageId, text }]
export function fixtures() {
  const folder = join(ROOT, 'tests/rules');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => readdirSync(join(folder, entry.name)).map((name) => join(folder, entry.name, name)))
    .filter((path) => LANGUAGES[extname(path)])
    .sort()
    .map((path) => ({ name: relative(folder, path), path, languageId: LANGUAGES[extname(path)], text: readFileSync(path, 'utf8') }));
}
