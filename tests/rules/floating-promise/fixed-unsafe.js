import axios from 'axios';
import { readFile, writeFile } from 'node:fs/promises';

async function save(record) {
  await fetch('/records', { method: 'POST', body: record });
}

const arrow = async () => fetch('/');
const wraps = (record) => save(record);
function always(record) {
  if (!record) return Promise.reject(new Error('empty'));
  return save(record);
}

function declared(record) {
  save(record).catch((err) => {
    console.error(err);
  }); // expect[warning]: the promise of `save` is dropped
  arrow().catch((err) => {
    console.error(err);
  }); // expect
  wraps(record).catch((err) => {
    console.error(err);
  }); // expect
  always(record).catch((err) => {
    console.error(err);
  }); // expect
}

function known() {
  fetch('/').catch((err) => {
    console.error(err);
  }); // expect
  readFile('a').catch((err) => {
    console.error(err);
  }); // expect
  axios.get('/').catch((err) => {
    console.error(err);
  }); // expect
  import('./other.js').catch((err) => {
    console.error(err);
  }); // expect
  new Promise((resolve) => setTimeout(resolve, 1)).catch((err) => {
    console.error(err);
  }); // expect
  Promise.all([save(1), save(2)]).catch((err) => {
    console.error(err);
  }); // expect
}

function chains(record) {
  save(record).then(() => console.log('saved')).catch((err) => {
    console.error(err);
  }); // expect
  save(record).catch().catch((err) => {
    console.error(err);
  }); // expect
  save(record).catch(undefined).catch((err) => {
    console.error(err);
  }); // expect
  save(record).then(() => {}, null).catch((err) => {
    console.error(err);
  }); // expect
  save(record).finally(() => console.log('done')).catch((err) => {
    console.error(err);
  }); // expect
  save(record).catch(console.error).then(() => {}).catch((err) => {
    console.error(err);
  }); // expect[hint]
}

function branches(record, ready) {
  ready && save(record).catch((err) => {
    console.error(err);
  }); // expect
  ready || save(record).catch((err) => {
    console.error(err);
  }); // expect
  ready ? save(record).catch((err) => {
    console.error(err);
  }) : console.log('not yet'); // expect
  console.log('a'), save(record).catch((err) => {
    console.error(err);
  }); // expect
}

async function inside(record) {
  await save(record); // expect
  console.log('after');
}

async function arrays(records) {
  await Promise.all([save(1), save(2)]); // expect: an array of promises
  await Promise.all([save(1), save(2)]); // expect: `await` is given an array
  await Promise.all(records.map((record) => save(record))); // expect
}

async function kept(record) {
  const saved = await save(record); // expect: never read
  console.log(record);
}

class Store {
  field = async () => save(1);
  #hidden() {
    return save(1);
  }
  async write(record) {
    await writeFile('store', record);
  }
  static async open() {
    return readFile('store');
  }
  flush(record) {
    this.write(record).catch((err) => {
      console.error(err);
    }); // expect
    this.field().catch((err) => {
      console.error(err);
    }); // expect
    this.#hidden().catch((err) => {
      console.error(err);
    }); // expect
    Store.open().catch((err) => {
      console.error(err);
    }); // expect
  }
}

class Cached extends Store {
  flush(record) {
    super.write(record).catch((err) => {
      console.error(err);
    }); // expect
    this.write(record).catch((err) => {
      console.error(err);
    }); // expect
  }
}

const object = {
  async load() {
    return readFile('a');
  },
  run() {
    this.load().catch((err) => {
      console.error(err);
    }); // expect
  },
};
await object.load(); // expect
await new Store().write('a'); // expect

await (async () => { // expect
  await save(1);
})();

async function quiet(record) {
  try {
    await save(record);
  } catch (err) {
    console.error(err);
  }
}
await quiet('a'); // expect[hint]
