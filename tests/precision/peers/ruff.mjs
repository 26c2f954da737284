// ruff.mjs - ruff's rules about asyncio, trio and anyio, those in preview too, as the build for Node.js has them.
import { readFileSync } from 'node:fs';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { sourcesUnder } from './files.mjs';

const OPTIONS = { preview: true, 'target-version': 'py311', lint: { select: ['ASYNC', 'RUF006'] } };

export async function find(root, packages) {
  const workspace = new Workspace(OPTIONS, PositionEncoding.Utf8);
  const found = [];
  for (const path of packages.flatMap((folder) => sourcesUnder(folder, ['.py']))) {
    for (const { code, start_location: start, end_location: end } of workspace.check(readFileSync(path, 'utf8')))
      if (code && code !== 'invalid-syntax') found.push({ rule: code, path, line: start.row, endLine: end.row });
  }
  return found;
}
