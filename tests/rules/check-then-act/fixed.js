import fs, { existsSync, mkdirSync, unlinkSync } from 'node:fs';

const cache = new Map();
const table = {};
let connection;

async function connect(key) {
  return (await fetch(key)).json();
}

async function get(key) {
  if (!cache.has(key)) {
    cache.set(key, await connect(key));
  }
  return cache.get(key);
}

async function getByName(key) {
  const hit = table[key];
  if (hit !== undefined) return hit;
  const value = await connect(key);
  table[key] = value;
  return value;
}

async function getIn(key) {
  if (!(key in table)) table[key] = await connect(key);
  return table[key];
}

async function ofTheModule() {
  if (connection) return connection;
  connection = await connect('/');
  return connection;
}

async function ofTheModuleTyped() {
  if (typeof connection === 'undefined') connection = await connect('/');
  return connection;
}

class Pool {
  async get() {
    if (!this.client) this.client = await connect('/');
    return this.client;
  }

  async getInBlock() {
    if (this.client === undefined) {
      this.client = await connect('/');
      this.since = Date.now();
    }
    return this.client;
  }

  async getAssigned() {
    this.client ??= await connect('/');
    return this.client;
  }

  async getOr() {
    this.client = this.client || (await connect('/'));
    return this.client;
  }

  async connect() {
    if (this.client == null) {
      this.client = await connect('/');
    }
  }
}

export async function files(path) {
  fs.mkdirSync(path, { recursive: true });
  mkdirSync(path, { recursive: true, mode: 0o755 });
  try {
    await fs.promises.access(path);
  } catch {
    await fs.promises.mkdir(path, { recursive: true });
  }
  if (existsSync(path)) unlinkSync(path);
  if (fs.existsSync(path)) {
    console.log('gone');
    await fs.promises.unlink(path);
  }
  const there = fs.existsSync(path);
  if (there) fs.rmSync(path, { recursive: true });
  if (!fs.existsSync(path)) fs.writeFileSync(path, '');
}

const seen = new Set();
let shared;

async function once(key) {
  if (!seen.has(key)) {
    await connect(key);
    seen.add(key);
  }
}

async function orAssigned() {
  shared ||= await connect('/');
  return shared;
}

class Steps {
  async close() {
    if (!this.closed) {
      await connect('/');
      this.closed = true;
    }
  }
}
