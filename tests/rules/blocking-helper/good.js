import { execSync } from 'node:child_process';
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { outside, Outside } from './outside.js';

function read(path) {
  return fs.readFileSync(path, 'utf8');
}

// Synchronous code, and the module's own.
export function settings(path) {
  return JSON.parse(read(path));
}
const text = read('a');

// By its name it is meant so.
export async function loadSync(path) {
  return read(path);
}

// A callback: nobody says that it runs here.
export async function passes(paths, worker) {
  worker.run(() => read(paths[0]));
  return paths.map(read);
}

// Async all the way.
async function load(path) {
  return readFile(path);
}
export async function waits(path) {
  return (await load(path)).length + text.length;
}

// Names that may be something else.
let chosen = (path) => fs.readFileSync(path);
if (process.env.FAKE) chosen = () => '';

export async function uncertain(path, read) {
  chosen(path);
  return read(path);
}

// Other modules that nobody can look into.
export async function imported(path) {
  outside(path);
  const other = new Outside(path);
  other.load();
  return other.size;
}

// One cheap system call behind a helper.
function has(path) {
  return fs.existsSync(path);
}

// A generator runs when it is iterated.
function* lines(path) {
  yield fs.readFileSync(path);
}

class Store {
  load() {
    return execSync('ls');
  }

  get size() {
    return 1;
  }

  async update(other) {
    other.load();
    this.load = () => 1;
    this.load();
    return this.size + Number(has('a'));
  }
}

export async function use(store) {
  store.load();
  return [lines('a'), store.size, new Store()];
}

// Members of an object that somebody changes.
const helpers = {
  read(path) {
    return fs.readFileSync(path);
  },
};
helpers.read = () => '';

export const main = async () => helpers.read('a');
