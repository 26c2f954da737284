// node scripts/package.mjs [--target PLATFORM --program FILE] [--out FILE] [--stage FOLDER]: makes the .vsix. With a platform
// of VS Code's (linux-x64, alpine-arm64, darwin-arm64, win32-x64, ...) the program for it goes in; without, none does,
// and users have it on PATH. For the Marketplace (vsce publish -i) and Open VSX (ovsx publish -i) alike.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { settings } from './settings.mjs';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const ROOT = join(HERE, '../..');
const OPTIONS = Object.fromEntries(['target', 'program', 'out', 'stage'].map((name) => [name, { type: 'string' }]));
const { target, program, out, stage: folder } = parseArgs({ options: OPTIONS }).values;
const STAGE = resolve(folder ?? join(ROOT, 'build/vscode')); // what goes into the package, and nothing else
if (!target !== !program) throw new Error('--target and --program go together');
const file = resolve(out ?? join(ROOT, `build/asynclint${target ? `-${target}` : ''}.vsix`));

function stage() {
  rmSync(STAGE, { recursive: true, force: true });
  mkdirSync(STAGE, { recursive: true });
  for (const path of ['LICENSE', 'CHANGELOG.md', 'docs/asynclint.schema.json', 'editors/vscode/README.md', 'editors/vscode/images'])
    cpSync(join(ROOT, path), join(STAGE, path.split('/').at(-1)), { recursive: true, filter: (from) => !from.endsWith('.svg') });
  const { scripts, devDependencies, ...manifest } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  manifest.contributes.configuration.properties = settings(JSON.parse(readFileSync(join(STAGE, 'asynclint.schema.json'), 'utf8')));
  writeFileSync(join(STAGE, 'package.json'), JSON.stringify(manifest, null, 2));
  buildSync({
    absWorkingDir: HERE, entryPoints: ['src/extension.ts'], outfile: join(STAGE, 'dist/extension.js'), logLevel: 'warning',
    bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'],
  });
  if (!program) return;
  const place = join(STAGE, 'bin', target.startsWith('win32') ? 'asynclint.exe' : 'asynclint');
  cpSync(resolve(program), place);
  chmodSync(place, 0o755);
}

stage();
mkdirSync(dirname(file), { recursive: true });
execFileSync(process.execPath, [join(HERE, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies',
  ...(target ? ['--target', target] : []), '--out', file], { cwd: STAGE, stdio: ['ignore', 'inherit', 'inherit'] });
