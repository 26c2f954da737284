import { execSync } from 'node:child_process';
import * as fs from 'node:fs';
import express from 'express';

const app = express();

function read(path) {
  return fs.readFileSync(path, 'utf8');
}

const settings = (path) => JSON.parse(read(path));

export async function handle(path) {
  const text = read(path);
  return text + settings(path);
}

// A request handler serves everybody, async or not.
app.get('/', (request, response) => {
  response.send(read('index.html'));
});

class Base {
  async load() {
    return execSync('ls');
  }
}

class Store extends Base {
  #path = 'a';

  constructor(path) {
    super();
    this.data = fs.readFileSync(path);
  }

  get size() {
    return fs.readFileSync(this.path).length;
  }

  static open(path) {
    return new Store(path);
  }

  async update() {
    await this.load();
    await super.load();
    const before = this.size;
    return before + this.size;
  }
}

export async function use() {
  const store = new Store('a');
  Store.open('b');
  await store.load();
  return store.size;
}

// A member of an object of this file.
const helpers = {
  read(path) {
    return fs.readFileSync(path);
  },
};

export const main = async () => helpers.read('a');

// In a callback that is async itself, and in a function of the function.
export async function nested(paths) {
  const inner = (path) => fs.readFileSync(path);
  inner(paths[0]);
  await Promise.all(paths.map(async (path) => read(path)));
}
