import fs, { existsSync, mkdirSync, unlinkSync } from 'node:fs';

const cache = new Map();
const table = {};
let connection;

async function connect(key) {
  return (await fetch(key)).json();
}

async function get(key) {
  if (!cache.has(key)) { // expect[information]: `key` is not yet in `cache`
    cache.set(key, await connect(key));
  }
  return cache.get(key);
}

async function getByName(key) {
  const hit = table[key];
  if (hit !== undefined) return hit; // expect: store the promise
  const value = await connect(key);
  table[key] = value;
  return value;
}

async function getIn(key) {
  if (!(key in table)) table[key] = await connect(key); // expect
  return table[key];
}

async function ofTheModule() {
  if (connection) return connection; // expect: `connection` is not yet set
  connection = await connect('/');
  return connection;
}

async function ofTheModuleTyped() {
  if (typeof connection === 'undefined') connection = await connect('/'); // expect
  return connection;
}

class Pool {
  async get() {
    if (!this.client) this.client = await connect('/'); // expect
    return this.client;
  }

  async getInBlock() {
    if (this.client === undefined) { // expect
      this.client = await connect('/');
      this.since = Date.now();
    }
    return this.client;
  }

  async getAssigned() {
    this.client ??= await connect('/'); // expect
    return this.client;
  }

  async getOr() {
    this.client = this.client || (await connect('/')); // expect
    return this.client;
  }

  async connect() {
    if (this.client == null) { // expect[hint]
      this.client = await connect('/');
    }
  }
}

export async function files(path) {
  if (!fs.existsSync(path)) fs.mkdirSync(path); // expect[warning]: somebody else may make `path`
  if (!existsSync(path)) { // expect
    mkdirSync(path, { mode: 0o755 });
  }
  try {
    await fs.promises.access(path); // expect[warning]: somebody else may make `path`
  } catch {
    await fs.promises.mkdir(path);
  }
  if (existsSync(path)) unlinkSync(path); // expect
  if (fs.existsSync(path)) { // expect
    console.log('gone');
    await fs.promises.unlink(path);
  }
  const there = fs.existsSync(path); // expect
  if (there) fs.rmSync(path, { recursive: true });
  if (!fs.existsSync(path)) fs.writeFileSync(path, ''); // expect[information]
}

const seen = new Set();
let shared;

async function once(key) {
  if (!seen.has(key)) { // expect
    await connect(key);
    seen.add(key);
  }
}

async function orAssigned() {
  shared ||= await connect('/'); // expect
  return shared;
}

class Steps {
  async close() {
    if (!this.closed) { // expect[hint]
      await connect('/');
      this.closed = true;
    }
  }
}
