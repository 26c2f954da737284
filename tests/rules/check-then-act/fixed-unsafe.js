import fs, { existsSync, mkdirSync, unlinkSync } from 'node:fs';

const cache = new Map();
const table = {};
let connection;
let connectionPromise2;
let connectionPromise;

async function connect(key) {
  return (await fetch(key)).json();
}

async function get(key) {
  if (!cache.has(key)) {
    cache.set(key, connect(key).catch((error) => {
      cache.delete(key);
      throw error;
    }));
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
  connectionPromise ??= (async () => {
    try {
      connection = await connect('/');
    } finally {
      connectionPromise = undefined;
    }
  })();
  await connectionPromise;
  return connection;
}

async function ofTheModuleTyped() {
  if (typeof connection === 'undefined') {
    connectionPromise2 ??= (async () => {
      try {
        connection = await connect('/');
      } finally {
        connectionPromise2 = undefined;
      }
    })();
    await connectionPromise2;
  }
  return connection;
}

class Pool {
  async get() {
    if (!this.client) {
      this.clientPromise ??= (async () => {
        try {
          this.client = await connect('/');
        } finally {
          this.clientPromise = undefined;
        }
      })();
      await this.clientPromise;
    }
    return this.client;
  }

  async getInBlock() {
    if (this.client === undefined) {
      this.clientPromise ??= (async () => {
        try {
          this.client = await connect('/');
        } finally {
          this.clientPromise = undefined;
        }
      })();
      await this.clientPromise;
      this.since = Date.now();
    }
    return this.client;
  }

  async getAssigned() {
    if (this.client == null) {
      this.clientPromise ??= (async () => {
        try {
          this.client = await connect('/');
        } finally {
          this.clientPromise = undefined;
        }
      })();
      await this.clientPromise;
    }
    return this.client;
  }

  async getOr() {
    this.client = this.client || (await connect('/'));
    return this.client;
  }

  async connect() {
    if (this.client == null) {
      this.clientPromise ??= (async () => {
        try {
          this.client = await connect('/');
        } finally {
          this.clientPromise = undefined;
        }
      })();
      await this.clientPromise;
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
  fs.rmSync(path, { force: true });
  if (fs.existsSync(path)) {
    console.log('gone');
    await fs.promises.rm(path, { force: true });
  }
  const there = fs.existsSync(path);
  if (there) fs.rmSync(path, { force: true, recursive: true });
  if (!fs.existsSync(path)) fs.writeFileSync(path, '');
}

const seen = new Set();
let shared;
let sharedPromise;

async function once(key) {
  if (!seen.has(key)) {
    await connect(key);
    seen.add(key);
  }
}

async function orAssigned() {
  if (!shared) {
    sharedPromise ??= (async () => {
      try {
        shared = await connect('/');
      } finally {
        sharedPromise = undefined;
      }
    })();
    await sharedPromise;
  }
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
