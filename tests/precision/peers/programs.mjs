// programs.mjs - how linters that are programs are run, and what those of JavaScript read.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];
const PROGRAMS = join(dirname(fileURLToPath(import.meta.url)), '../node_modules/.bin');

// Writes `config`, a value or what makes it of the folder's path, into a folder of its own, calls `use` with the path of
// the file, and takes it away again.
export function withConfig(name, config, use) {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'peers-')));
  try {
    writeFileSync(join(dir, name), JSON.stringify(typeof config === 'function' ? config(dir) : config));
    return use(join(dir, name));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

// What a program of npm prints as JSON.
export function jsonOf(program, args, cwd) {
  const { stdout, stderr, error } = spawnSync(join(PROGRAMS, program), args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (error) throw error;
  if (!stdout) throw new Error(`${program} printed nothing: ${stderr}`);
  return JSON.parse(stdout);
}
