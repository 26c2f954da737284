import { execSync } from 'node:child_process';
import * as fs from 'node:fs';
import express from 'express';

const app = express();

function read(path) {
  return fs.readFileSync(path, 'utf8');
}

const settings = (path) => JSON.parse(read(path));

export async function handle(path) {
  const text = read(path); // expect: it calls `fs.readFileSync`
  return text + settings(path); // expect: it calls `fs.readFileSync` by way of `read`
}

// A request handler serves everybody, async or not.
app.get('/', (request, response) => {
  response.send(read('index.html')); // expect: in the request handler
});

class Base {
  load() {
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
    this.load(); // expect: until the process has ended
    super.load(); // expect
    const before = this.size; // expect: reading `this.size`
    return before + this.size;
  }
}

export async function use() {
  const store = new Store('a'); // expect: it calls `fs.readFileSync`
  Store.open('b'); // expect: by way of `Store`
  store.load(); // expect
  return store.size; // expect
}

// A member of an object of this file.
const helpers = {
  read(path) {
    return fs.readFileSync(path);
  },
};

export const main = async () => helpers.read('a'); // expect

// In a callback that is async itself, and in a function of the function.
export async function nested(paths) {
  const inner = (path) => fs.readFileSync(path);
  inner(paths[0]); // expect
  await Promise.all(paths.map(async (path) => read(path))); // expect
}
