import { exec, execSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const version = execSync('git version');

function synchronous() {
  return execSync('ls');
}

export async function native() {
  await promisify(exec)('ls');
  const child = spawn('ls');
  await once(child, 'close');
  return [version, synchronous];
}

export async function own(shell) {
  return shell.execSync('ls');
}

export async function shadowed(execSync) {
  return execSync('ls');
}

export function onExit() {
  process.on('exit', () => execSync('rm x'));
}

export async function inCallback(names) {
  return names.map(() => execSync('ls'));
}

export const runSync = async () => {
  return execSync('ls');
};
