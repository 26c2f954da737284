import { execSync, spawnSync } from 'node:child_process';
import * as child from 'child_process';
import { promisify } from 'node:util';

export async function version() {
  return (await promisify(child.exec)('git version')).stdout.toString();
}

export async function list(folder) {
  await promisify(child.execFile)('ls', [folder]);
  const { stdout } = spawnSync('ls', [folder]);
  return stdout;
}

export async function loud() {
  execSync('make', { stdio: 'inherit' });
}

export async function fed(text) {
  return child.execFileSync('sort', [], { input: text });
}
