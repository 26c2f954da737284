// files.mjs - the packages of a folder, and the files that linters read: not what is installed beside them.
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const MINIFIED = /\.min\.|\.d\.[mc]?ts$/;

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile() && !MINIFIED.test(entry.name)) yield path;
  }
}

// The packages of a folder, by their paths.
export function packagesOf(root) {
  const names = readdirSync(root).filter((name) => name !== 'node_modules' && !name.startsWith('.'));
  return names.sort().map((name) => join(root, name)).filter((path) => statSync(path).isDirectory());
}

// The files below a folder that end in one of `endings`.
export function sourcesUnder(folder, endings) {
  return [...filesUnder(folder)].filter((path) => endings.includes(extname(path)));
}
