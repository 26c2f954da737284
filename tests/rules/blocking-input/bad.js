import fs from 'node:fs';
import { dialog } from 'electron';
import readlineSync from 'readline-sync';
import promptSync from 'prompt-sync';

const ask = promptSync();

export async function name() {
  return readlineSync.question('name: '); // expect: `readlineSync.question` in async function `name`
}

export async function number() {
  return Number(ask('number: ')); // expect
}

export async function all() {
  return fs.readFileSync(0, 'utf8'); // expect
}

export async function warn(text) {
  alert(text); // expect[hint]
}

export async function open() {
  return dialog.showOpenDialogSync({}); // expect[warning]
}

export async function ready() {
  return readlineSync.keyInYN('ready? '); // expect[warning]
}

export async function inline() {
  return promptSync()('name: '); // expect x2[warning]
}
