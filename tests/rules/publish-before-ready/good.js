import { createClient } from 'redis';
import { Server } from './server.js';
import { Client } from './client.js';

let client;
let pending;
let redis;
let made;

export async function getClient() {
  pending ??= (async () => {
    const one = new Client();
    await one.connect();
    return one;
  })();
  client = await pending;
  return client;
}

// Requests wait in the client until it is connected.
export async function getRedis() {
  if (!redis) {
    redis = createClient();
    await redis.connect();
  }
  return redis;
}

// A local object; one that is made by the main program, once.
export async function local() {
  const one = new Client();
  await one.connect();
  return one;
}

async function main() {
  made = new Client();
  await made.connect();
}

await main();

export function getMade() {
  return made;
}

export class Listener {
  constructor(source) {
    this.source = source;
    this.server = new Server();
    this.items = [];
  }

  // It is set before the first await, or has a value.
  async setFirst() {
    this.source.on('message', () => this.db.save());
    this.db = Client.create();
    await this.db.open();
  }

  async hasItems() {
    this.source.on('message', (one) => this.items.push(one));
    this.items = await Client.items();
  }

  // What it listens to is begun later, or is its own.
  async begunLater() {
    this.source.on('message', () => this.log.write());
    this.log = await Client.log();
    await this.source.subscribe('topic');
  }

  async own() {
    this.server.on('connection', () => this.store.count());
    this.store = await Client.store();
  }

  async madeHere() {
    const emitter = new Client();
    emitter.on('message', () => this.sink.write());
    this.sink = await Client.sink();
    emitter.run();
  }

  // Rare events, slow timers.
  async rare() {
    this.source.on('close', () => this.pool.end());
    process.on('SIGTERM', () => this.pool.end());
    setInterval(() => this.pool.clean(), 60000);
    setTimeout(() => this.pool.clean(), 30_000);
    this.pool = await Client.pool();
  }

  // It asks first.
  async asks() {
    this.source.on('message', () => this.cache?.clear());
    this.source.on('row', () => {
      if (!this.cache) return;
      this.cache.clear();
    });
    this.source.on('line', () => {
      if (this.cache) this.cache.clear();
    });
    this.cache = await Client.cache();
  }

  // It awaits something before that.
  async awaits() {
    this.source.on('message', async (one) => {
      const value = await one.json();
      this.rows.push(value);
    });
    this.rows = await Client.rows();
  }
}

const rooms = new Map();

// Who comes again is turned away; the promise is kept, not the client.
export async function join(id) {
  if (rooms.has(id)) throw new Error('there already');
  const room = new Client();
  rooms.set(id, room);
  await room.connect();
  return room;
}

export function room(id) {
  if (!rooms.has(id)) rooms.set(id, connected(id));
  return rooms.get(id);
}

async function connected(id) {
  const one = new Client(id);
  await one.connect();
  return one;
}

export class SetToNothing {
  async init(emitter) {
    emitter.on('row', (row) => this.rows.push(row));
    await emitter.ready;
    this.rows = null;
    this.rows = undefined;
  }
}
