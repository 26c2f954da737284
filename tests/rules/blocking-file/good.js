import fs, { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Effect } from 'effect';

const settings = JSON.parse(readFileSync('settings.json', 'utf8'));

function synchronous(name) {
  return fs.readFileSync(name);
}

export function loadSync(name) {
  return fs.readFileSync(name);
}

export async function renderSync(name) {
  return fs.readFileSync(name);
}

export async function load(name) {
  const text = await readFile(name, 'utf8');
  await fs.promises.writeFile('copy', text);
  return settings;
}

export async function own(files, name) {
  return files.readFileSync(name);
}

export async function shadowed(fs, name) {
  return fs.readFileSync(name);
}

export async function notFiles(program) {
  return Effect.runSync(program);
}

export async function callback(names) {
  return names.map(function (name) {
    return fs.readFileSync(name);
  });
}

process.on('exit', () => {
  fs.writeFileSync('last', synchronous('x'));
});

export async function passed(run) {
  return run(fs.readFileSync);
}

export async function questions() {
  return fs.readFileSync(0, 'utf8');
}
