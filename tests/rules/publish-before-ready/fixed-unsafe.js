import bus from './bus.js';
import { Client } from './client.js';

let instance;
let early = null;

export async function getInstance() {
  if (!instance) {
    instance = new Client();
    await instance.init();
  }
  return instance;
}

export async function getEarly() {
  if (early !== null) return early;
  early = new Client();
  await early.connect();
  return early;
}

export class Holder {
  #client;

  async client() {
    if (!this.current) {
      const made = new Client();
      this.current = made;
      await made.connect();
    }
    return this.current;
  }

  async open() {
    const created = new Client();
    await created.open();
    this.store = created;
  }

  getStore() {
    if (!this.store) throw new Error('not open');
    return this.store;
  }
}

export class Listener {
  constructor(source) {
    this.source = source;
  }

  async init() {
    this.db = await Client.create();
    this.source.on('message', this.onMessage.bind(this));
  }

  async initTimer() {
    this.buffer = await Client.buffer();
    setInterval(() => this.flush(), 100);
  }

  async initImmediate() {
    this.socket = await Client.socket();
    setImmediate(() => {
      this.socket.write('hello');
    });
  }

  flush() {
    this.buffer.flush();
  }

  onMessage(message) {
    this.db.save(message);
  }
}

export class Arrow {
  constructor() {
    this.rows = null;
  }

  async init(emitter) {
    emitter.on('row', (row) => this.rows.push(row));
    await emitter.ready;
    this.rows = [];
  }
}

export class Imported {
  async init() {
    this.rows = await this.load();
    bus.addEventListener('row', (row) => this.add(row));
  }

  async load() {
    return [];
  }

  add(row) {
    this.rows.push(row);
  }
}

const clients = new Map();

export async function keyed(id) {
  if (clients.has(id)) return clients.get(id);
  const client = new Client();
  clients.set(id, client);
  await client.connect();
  return client;
}

export class Undefined {
  async init(emitter) {
    emitter.on('row', (row) => this.rows.push(row));
    await emitter.ready;
    this.rows = [];
  }
}
