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
  poll(reject).catch((err) => {
    console.error(err);
  });
  cleansUp().catch((err) => {
    console.error(err);
  });
  leaves(err).catch((err) => {
    console.error(err);
  });
  listens(store).catch((err) => {
    console.error(err);
  });
  refreshes([]).catch((err) => {
    console.error(err);
  });
  stops([]).catch((err) => {
    console.error(err);
  });
  closes(null).catch((err) => {
    console.error(err);
  });
  saves({}).catch((err) => {
    console.error(err);
  });
  throwsAgain().catch((err) => {
    console.error(err);
  });
  handsOn().catch((err) => {
    console.error(err);
  });
  asks().catch((err) => {
    console.error(err);
  });
  reports().catch((err) => {
    console.error(err);
  });
  sleep(50).catch((err) => {
    console.error(err);
  });
  onlyWaits().catch((err) => {
    console.error(err);
  });
}

function later(next) {
  Promise.resolve().then(() => next()).catch((err) => {
    console.error(err);
  });
  sleep(50).then(() => log('later')).catch((err) => {
    console.error(err);
  });
  sleep(50).then(async () => log(await next())).catch((err) => {
    console.error(err);
  });
  sleep(50).then(() => fetch('/later')).catch((err) => {
    console.error(err);
  });
  sleep(50).then(next).catch((err) => {
    console.error(err);
  });
  Promise.resolve(next).then(() => {}).catch((err) => {
    console.error(err);
  });
}

start(log, null);
later(noop);

export function settles() {
  void Promise.allSettled([save(1), save(2)]);
}
