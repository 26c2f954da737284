// pyright.mjs - pyright's word on coroutines that nobody awaits. Files without coroutines are not checked; modules are
// looked for in all packages of the folder.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sourcesUnder } from './files.mjs';
import { jsonOf, withConfig } from './programs.mjs';

const ROOTS = ['usr/lib/python3/dist-packages', 'usr/share'];
const configOf = (extraPaths, include) => ({
  include,
  exclude: [],
  extraPaths,
  pythonVersion: '3.11',
  pythonPlatform: 'Linux',
  typeCheckingMode: 'off',
  reportUnusedCoroutine: 'error',
});

// Its configuration names files by where they are from there.
export async function find(root, packages) {
  const all = packages.flatMap((folder) => sourcesUnder(folder, ['.py']));
  const files = all.filter((path) => /\basync def\b/.test(readFileSync(path, 'utf8')));
  if (!files.length) return [];
  const paths = packages.flatMap((folder) => ROOTS.map((each) => join(folder, each))).filter(existsSync);
  const config = (dir) => configOf(paths, files.map((path) => relative(dir, path)));
  const { generalDiagnostics } = withConfig('pyrightconfig.json', config, (path) => jsonOf('pyright', ['--outputjson', '-p', path], root));
  return generalDiagnostics.filter(({ rule }) => rule === 'reportUnusedCoroutine').map(({ rule, file, range }) => {
    return { rule, path: relative(root, file), line: range.start.line + 1, endLine: range.end.line + 1 };
  });
}
