// fetch.mjs FOLDER LIST... - gets the code that precision is measured on: what LIST names goes into FOLDER/LIST/.
// What is there already is left as it is. Nothing that is fetched is run. With --dependencies, what npm packages
// depend on is installed beside them, for linters that ask for types.
//
// *.npm: a line is NAME@VERSION [PATH...]; only the PATHs are kept: the sources, not their bundles or second builds.
// *.deb: a line is NAME[=VERSION] of a Debian package; apt-get says which version it had when none is named.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Folders that asynclint passes over in a project; these packages have nothing else.
const LEFT_OUT = /(?<=^|\/)(dist|build)(?=\/|$)/;
const HERE = dirname(fileURLToPath(import.meta.url));

function run(program, args, cwd) {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function unpackNpm(spec, paths, scratch, target) {
  run('npm', ['pack', '--silent', '--ignore-scripts', spec], scratch);
  const archive = readdirSync(scratch).find((name) => name.endsWith('.tgz'));
  run('tar', ['xzf', archive, '--no-same-owner', '--one-top-level=sources', '--strip-components=1'], scratch);
  for (const path of ['package.json', ...(paths.length ? paths : ['.'])]) {
    const from = join(scratch, 'sources', path);
    if (!existsSync(from)) throw new Error(`${spec} has no ${path}`);
    cpSync(from, join(target, path.replace(LEFT_OUT, '$&-files')), { recursive: true });
  }
  return spec;
}

function unpackDebian(spec, paths, scratch, target) {
  run('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', spec], scratch);
  const archive = readdirSync(scratch).find((name) => name.endsWith('.deb'));
  run('dpkg-deb', ['-x', archive, target], scratch);
  return archive.replace(/_[^_]*$/, '');
}

const KINDS = {
  npm: { unpack: unpackNpm, folder: (spec) => spec.replace(/(?<=.)@[^@]*$/, '').replace('@', '').replace('/', '-') },
  deb: { unpack: unpackDebian, folder: (spec) => spec.replace(/=.*/, '') },
};

// What a list names: [{ spec, folder, paths, unpack }].
export function readList(list) {
  const kind = KINDS[list.split('.').pop()];
  const lines = readFileSync(join(HERE, list), 'utf8').split('\n').map((line) => line.replace(/#.*/, '').trim());
  return lines.filter(Boolean).map((line) => {
    const [spec, ...paths] = line.split(/\s+/);
    return { spec, paths, folder: kind.folder(spec), unpack: kind.unpack };
  });
}

function fetchOne({ spec, paths, folder, unpack }, root) {
  const target = join(root, folder);
  if (existsSync(target)) return;
  const scratch = mkdtempSync(join(tmpdir(), 'precision-'));
  try {
    mkdirSync(join(scratch, 'kept'));
    const got = unpack(spec, paths, scratch, join(scratch, 'kept'));
    cpSync(join(scratch, 'kept'), target, { recursive: true });
    console.log(got);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

// Node's own types too. Modules are looked for in the folders above, so one node_modules is enough for all.
function installDependencies(list, root) {
  const specs = readList(list).map(({ spec }) => spec);
  run('npm', ['install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock',
    '--legacy-peer-deps', '--prefix', root, ...specs, '@types/node@26.6.6'], root);
}

function main(args) {
  const [folder, ...lists] = args.filter((arg) => arg !== '--dependencies');
  if (!lists.length) {
    console.error('Usage: node fetch.mjs [--dependencies] FOLDER LIST...');
    process.exit(2);
  }
  for (const list of lists) {
    const root = resolve(folder, list.replace(/\.[^.]*$/, ''));
    mkdirSync(root, { recursive: true });
    for (const each of readList(list)) fetchOne(each, root);
    if (args.includes('--dependencies')) installDependencies(list, root);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
