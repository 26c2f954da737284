import bus from './bus.js';
import { Client } from './client.js';

let instance;
let early = null;

export async function getInstance() {
  if (!instance) {
    instance = new Client(); // expect: `instance`
    await instance.init();
  }
  return instance;
}

export async function getEarly() {
  if (early !== null) return early;
  early = new Client(); // expect
  await early.connect();
  return early;
}

export class Holder {
  #client;

  async client() {
    if (!this.current) {
      const made = new Client();
      this.current = made; // expect
      await made.connect();
    }
    return this.current;
  }

  async open() {
    this.store = new Client(); // expect[information]
    await this.store.open();
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
    this.source.on('message', this.onMessage.bind(this)); // expect: `this.db`
    this.db = await Client.create();
  }

  async initTimer() {
    setInterval(() => this.flush(), 100); // expect: `this.buffer`
    this.buffer = await Client.buffer();
  }

  async initImmediate() {
    setImmediate(() => { // expect
      this.socket.write('hello');
    });
    this.socket = await Client.socket();
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
    emitter.on('row', (row) => this.rows.push(row)); // expect: `this.rows`
    await emitter.ready;
    this.rows = [];
  }
}

export class Imported {
  async init() {
    bus.addEventListener('row', (row) => this.add(row)); // expect: `this.rows`
    this.rows = await this.load();
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
  clients.set(id, client); // expect
  await client.connect();
  return client;
}

export class Undefined {
  async init(emitter) {
    emitter.on('row', (row) => this.rows.push(row)); // expect: it is still undefined or null
    await emitter.ready;
    this.rows = [];
  }
}
