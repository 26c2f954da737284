import fs from 'node:fs';
import readline from 'node:readline/promises';
import readlineSync from 'readline-sync';

const started = readlineSync.question('start? ');

export async function name() {
  const { stdin: input, stdout: output } = process;
  return readline.createInterface({ input, output }).question('name: ');
}

export async function own(prompt) {
  return prompt('x');
}

export async function dialog(ui) {
  return ui.alert(started);
}

export function synchronous() {
  return readlineSync.question('x');
}

function confirm() {
  return true;
}

export async function shadowed() {
  return confirm('x');
}

export async function later(list) {
  return list.map(() => readlineSync.question('x'));
}

export async function passes(run) {
  return run(readlineSync.question);
}

export function allOfIt() {
  return fs.readFileSync(0, 'utf8');
}
