import { execSync, spawnSync } from 'node:child_process';
import * as child from 'child_process';

export async function version() {
  return execSync('git version').toString(); // expect: `execSync` in async function `version`
}

export async function list(folder) {
  child.execFileSync('ls', [folder]); // expect
  const { stdout } = spawnSync('ls', [folder]); // expect
  return stdout;
}

export async function loud() {
  execSync('make', { stdio: 'inherit' }); // expect
}

export async function fed(text) {
  return child.execFileSync('sort', [], { input: text }); // expect
}
