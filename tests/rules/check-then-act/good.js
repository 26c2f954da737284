import fs from 'node:fs';

const cache = new Map();
const pending = new Set();
let connection;
let library;
let loading = false;

async function connect(key) {
  return (await fetch(key)).json();
}

async function keepsThePromise(key) {
  if (!cache.has(key)) cache.set(key, connect(key));
  return cache.get(key);
}

async function assigned() {
  connection ??= connect('/');
  return connection;
}

async function looksAgain(key) {
  if (cache.has(key)) return cache.get(key);
  const value = await connect(key);
  if (!cache.has(key)) cache.set(key, value);
  return value;
}

async function claims(key) {
  if (pending.has(key)) return;
  pending.add(key);
  cache.set(key, await connect(key));
}

async function flagged() {
  if (loading) return;
  if (connection) return;
  loading = true;
  connection = await connect('/');
  loading = false;
}

async function locked(mutex, key) {
  return mutex.runExclusive(async () => {
    if (!cache.has(key)) cache.set(key, await connect(key));
    return cache.get(key);
  });
}

async function loadsAModule() {
  if (!library) library = await import('./library.js');
  library ??= (await import('./library.js')).default;
  return library;
}

async function local(keys) {
  const found = new Map();
  for (const key of keys) {
    if (!found.has(key)) found.set(key, await connect(key));
  }
  let first;
  if (!first) first = await connect(keys[0]);
  return [found, first];
}

async function reset() {
  if (connection) {
    await connection.close();
    connection = undefined;
  }
  if (!connection) {
    await connect('/');
    connection = null;
  }
}

async function otherKey(key, other) {
  if (!cache.has(key)) cache.set(other, await connect(key));
}

async function ofTheRequest(req, ctx) {
  if (!req.user) req.user = await connect('/');
  ctx.state.user ??= await connect('/');
}

class Pool {
  async get() {
    if (!this.ready) this.ready = connect('/');
    this.client = await this.ready;
    return this.client;
  }

  async replace() {
    if (this.client) this.client = await connect(this.client.url);
  }

  async afterTheAwait() {
    await connect('/');
    if (!this.client) this.client = {};
  }
}

export async function files(path, other) {
  fs.mkdirSync(path, { recursive: true });
  if (!fs.existsSync(path)) fs.mkdirSync(path, { recursive: true });
  if (fs.existsSync(path)) fs.rmSync(path, { force: true });
  if (fs.existsSync(path)) return fs.readFileSync(path);
  if (fs.existsSync(path)) {
    try {
      fs.unlinkSync(path);
    } catch (error) {
      console.log(error);
    }
  }
  try {
    await fs.promises.access(path);
    fs.mkdirSync(path);
  } catch {
    fs.mkdirSync(other);
  }
  if (fs.existsSync(path)) fs.unlinkSync(other);
  if (!fs.existsSync(path)) fs.writeFileSync(path, '', { flag: 'wx' });
  if (fs.existsSync(path)) throw new Error('there');
  fs.mkdirSync(path);
}

async function once() {
  let client;
  const get = async () => {
    if (!client) client = await connect('/');
  };
  await get();
}

let total = 0;
let loaded;

async function counted(key) {
  total += (await fetch(key)).status;
}

async function moduleOnce() {
  loaded ??= await import('./loaded.js');
  return loaded;
}

function atOnce(key) {
  if (!loaded) loaded = fetch(key);
  return loaded;
}
