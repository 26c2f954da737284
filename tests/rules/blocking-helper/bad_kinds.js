import { readFileSync } from 'node:fs';

class Settings {
  get text() {
    return readFileSync('settings.json', 'utf8');
  }
  static load() {
    return readFileSync('settings.json', 'utf8');
  }
  async twice() {
    const first = this.text; // expect: reading
    return [first, this.text];
  }
}

function read(path) {
  return readFileSync(path, 'utf8');
}

export async function awaited(path) {
  return await read(path); // expect
}

const short = (path) => readFileSync(path, 'utf8');

export async function byArrow(path) {
  return short(path); // expect
}

export async function loads() {
  return [Settings.load(), new Settings().twice()]; // expect
}

function both(path) {
  return readFileSync(path, 'utf8');
}

export async function awaitedOnce(path) {
  await both(path); // expect
  return both(path); // expect
}
