// peers.mjs FOLDER [TOOL...] > PEERS.json - what other linters find of the same mistakes, in each package of FOLDER:
// [{ tool, rule, path, line, endLine }], by path and line. Each tool (a file of peers/) reads the files of its own
// language, asks only for rules about promises, awaits and what blocks, and is configured no other way. Takes minutes.
import { relative, resolve } from 'node:path';
import { packagesOf } from './peers/files.mjs';

const TOOLS = ['eslint', 'oxlint', 'biome', 'ruff', 'pyright'];

async function main([folder, ...tools]) {
  if (!folder) {
    console.error(`Usage: node peers.mjs FOLDER [${TOOLS.join('|')}...] > PEERS.json`);
    process.exit(2);
  }
  const root = resolve(folder);
  const found = [];
  for (const tool of tools.length ? tools : TOOLS) {
    const { find } = await import(`./peers/${tool}.mjs`);
    const began = Date.now();
    for (const each of await find(root, packagesOf(root))) found.push({ tool, ...each, path: relative(root, resolve(root, each.path)) });
    console.error(`${tool}: ${found.filter((each) => each.tool === tool).length} in ${Math.round((Date.now() - began) / 1000)} s`);
  }
  console.log(JSON.stringify(found));
}

await main(process.argv.slice(2));
