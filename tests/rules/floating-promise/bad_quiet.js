// What cannot reject unheard, and what only looks like it.
import { log, store } from './store.js';

const noop = () => {};
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function poll(reject) {
  await sleep(50);
  try {
    await store.next();
  } catch (err) {
    reject(err);
  }
}

async function cleansUp() {
  try {
    await store.next();
  } catch (err) {
    await store.close();
    log(err);
  }
}

async function throwsAgain() {
  try {
    await store.next();
  } catch (err) {
    throw new Error('no next', { cause: err });
  }
}

async function handsOn() {
  try {
    return fetch('/next');
  } catch (err) {
    log(err);
  }
}

async function asks() {
  return store.next();
}

async function leaves(err) {
  if (!err) return;
  return store.destroy(err);
}

async function onlyWaits() {
  await sleep(50);
}

async function refreshes(tasks) {
  await sleep(50);
  await Promise.allSettled(tasks);
}

function stops(services) {
  return Promise.all(services).catch(() => {}).then(() => {});
}

function closes(promise) {
  return promise ? promise.then(noop).catch(noop) : Promise.resolve();
}

/** @returns {Promise<Response>} */
function saves(options) {
  let promise = fetch('/save', options);
  if (!options.strict) promise = promise.catch(noop);
  return promise;
}

function reports() {
  return fetch('/report').catch((err) => {
    log(err);
    throw err;
  });
}

async function listens(emitter) {
  return new Promise((resolve, _reject) => {
    emitter.once('done', resolve);
  });
}

function start(reject, err) {
  poll(reject); // expect[hint]: what follows does not wait for it
  cleansUp(); // expect[hint]
  leaves(err); // expect[hint]
  listens(store); // expect[hint]
  refreshes([]); // expect[hint]
  stops([]); // expect[hint]
  closes(null); // expect[hint]
  saves({}); // expect[hint]
  throwsAgain(); // expect[warning]
  handsOn(); // expect[warning]
  asks(); // expect[warning]
  reports(); // expect[warning]
  sleep(50); // expect[warning]
  onlyWaits(); // expect[warning]
}

function later(next) {
  Promise.resolve().then(() => next()); // expect[hint]
  sleep(50).then(() => log('later')); // expect[hint]
  sleep(50).then(async () => log(await next())); // expect[warning]
  sleep(50).then(() => fetch('/later')); // expect[warning]
  sleep(50).then(next); // expect[warning]
  Promise.resolve(next).then(() => {}); // expect[warning]
}

start(log, null);
later(noop);

export function settles() {
  Promise.allSettled([save(1), save(2)]); // expect[hint]: is dropped
}
