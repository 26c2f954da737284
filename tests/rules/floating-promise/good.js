import { describe, it } from 'node:test';
import { request } from 'undici';
import { Worker } from 'node:worker_threads';
import { remove } from 'fs-extra';
import mkdirp from 'mkdirp';
import rimraf from 'rimraf';

async function save(record) {
  await fetch('/records', { method: 'POST', body: record });
}

async function waits(record) {
  await save(record);
  await Promise.all([save(1), save(2)]);
  return save(record);
}

function handled(record) {
  save(record).catch(console.error);
  save(record).catch((err) => console.error(err));
  save(record).then(() => {}, console.error);
  save(record).then(() => {}).catch(console.error);
  save(record).catch(console.error).finally(() => console.log('done'));
  void save(record);
  void (async () => save(record))();
}

function passedOn(record, queue) {
  queue.push(save(record));
  const saved = save(record);
  saved.catch(console.error);
  return [save(record), saved];
}

function stored(record, state) {
  state.saving = save(record);
  state.all ??= save(record);
}

const later = (record) => save(record);
const listed = [save(1).catch(console.error)];

function sometimes(record, callback) {
  if (callback === undefined) return new Promise(() => {});
  callback(record);
}
sometimes('a', () => {});

function mixed(record) {
  if (!record) return null;
  return save(record);
}
mixed('a');

function plain() {
  return 1;
}
plain();

function shadowed(save, fetch, Promise) {
  save('a');
  fetch('/');
  Promise.all([]);
}

let changing = async () => {};
changing = () => {};
changing();

const object = {
  async load() {},
};
object.load = () => {};
object.load();

function callbackApi() {
  request('/', (err, response) => console.log(err, response));
}

async function* generator() {
  yield save(1);
}
generator();

describe('suite', () => {
  it('is dropped on purpose', async () => {
    await save(1);
  });
});

unknown();
unknown.method().then(() => {});
void Promise.allSettled([save(1)]);

export const exported = save('a').catch(console.error);

function olderVersions(folder, done, callback) {
  rimraf(folder, done);
  mkdirp(folder, callback);
  remove(folder, () => console.log('gone'));
}

class Pool {
  worker = new Worker(new URL('./worker.js', import.meta.url));
  destroy() {
    this.worker.terminate();
  }
}

export { olderVersions, Pool };
