import fs from 'node:fs';
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
