// build.mjs - packs build/npm/*.tgz: `asynclint`, which is a few lines that find the program, and
// `@asynclint/PLATFORM`, which npm installs where it fits and which brings it. `make npm` runs it.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const OUT = join(ROOT, 'build/npm');
const PLATFORMS = ['linux-x64', 'linux-arm64'];
const platform = `${process.platform}-${process.arch}`;
const version = /^#define ASYNCLINT_VERSION "(.*)"$/m.exec(readFileSync(join(ROOT, 'include/asynclint/asynclint.h'), 'utf8'))[1];

const common = {
  version,
  license: 'MIT',
  homepage: 'https://github.com/asynclint/asynclint',
  repository: { type: 'git', url: 'git+https://github.com/asynclint/asynclint.git' },
};

function pack(name, description, files, more) {
  const folder = join(OUT, name.replace('/', '-').replace('@', ''));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const [to, from, mode] of files) {
    copyFileSync(join(ROOT, from), join(folder, to));
    chmodSync(join(folder, to), mode ?? 0o644);
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name, description, ...common, ...more }, null, 2)}\n`);
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--silent', '--pack-destination', OUT], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  console.log(`build/npm/${stdout.trim()}`);
}

// What is linked into the program, under whose licences it may be.
function licences() {
  const modules = join(ROOT, 'grammars/node_modules');
  const packages = readdirSync(modules).flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name]))
    .filter((name) => name.includes('tree-sitter')).sort();
  const texts = packages.map((name) => `${name}\n\n${readFileSync(join(modules, name, 'LICENSE'), 'utf8')}`);
  const jansson = 'jansson\n\nCopyright (c) 2009-2014 Petri Lehtinen <petri@digip.org>\nUnder the MIT license, the text of which is that of tree-sitter below.\n';
  writeFileSync(join(OUT, 'LICENSES'), [jansson, ...texts].join(`\n${'-'.repeat(80)}\n\n`));
  return 'build/npm/LICENSES';
}

if (!PLATFORMS.includes(platform)) throw new Error(`there is no package for ${platform}`);
for (const name of readdirSync(OUT)) if (name.endsWith('.tgz')) rmSync(join(OUT, name));

pack('asynclint', 'Finds concurrency mistakes in Python, JavaScript and TypeScript, and fixes them', [
  ['README.md', 'README.md'],
  ['LICENSE', 'LICENSE'],
  ['asynclint.schema.json', 'docs/asynclint.schema.json'],
  ['bin/asynclint.js', 'docs/packaging/npm/asynclint.js', 0o755],
], {
  bin: { asynclint: 'bin/asynclint.js' },
  engines: { node: '>=18' },
  optionalDependencies: Object.fromEntries(PLATFORMS.map((name) => [`@asynclint/${name}`, version])),
});

const [os, cpu] = platform.split('-');
pack(`@asynclint/${platform}`, `The program of asynclint for ${platform}`, [
  ['LICENSE', 'LICENSE'],
  ['LICENSES', licences()],
  ['bin/asynclint', 'build/npm/bin/asynclint', 0o755],
], { os: [os], cpu: [cpu], libc: ['glibc'], preferUnplugged: true });
