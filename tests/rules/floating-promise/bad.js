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
  save(record); // expect[warning]: the promise of `save` is dropped
  arrow(); // expect
  wraps(record); // expect
  always(record); // expect
}

function known() {
  fetch('/'); // expect
  readFile('a'); // expect
  axios.get('/'); // expect
  import('./other.js'); // expect
  new Promise((resolve) => setTimeout(resolve, 1)); // expect
  Promise.all([save(1), save(2)]); // expect
}

function chains(record) {
  save(record).then(() => console.log('saved')); // expect
  save(record).catch(); // expect
  save(record).catch(undefined); // expect
  save(record).then(() => {}, null); // expect
  save(record).finally(() => console.log('done')); // expect
  save(record).catch(console.error).then(() => {}); // expect[hint]
}

function branches(record, ready) {
  ready && save(record); // expect
  ready || save(record); // expect
  ready ? save(record) : console.log('not yet'); // expect
  console.log('a'), save(record); // expect
}

async function inside(record) {
  save(record); // expect
  console.log('after');
}

async function arrays(records) {
  [save(1), save(2)]; // expect: an array of promises
  await [save(1), save(2)]; // expect: `await` is given an array
  await records.map((record) => save(record)); // expect
}

async function kept(record) {
  const saved = save(record); // expect: never read
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
    this.write(record); // expect
    this.field(); // expect
    this.#hidden(); // expect
    Store.open(); // expect
  }
}

class Cached extends Store {
  flush(record) {
    super.write(record); // expect
    this.write(record); // expect
  }
}

const object = {
  async load() {
    return readFile('a');
  },
  run() {
    this.load(); // expect
  },
};
object.load(); // expect
new Store().write('a'); // expect

(async () => { // expect
  await save(1);
})();

async function quiet(record) {
  try {
    await save(record);
  } catch (err) {
    console.error(err);
  }
}
quiet('a'); // expect[hint]
