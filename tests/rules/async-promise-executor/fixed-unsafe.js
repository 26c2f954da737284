function load(url) {
  return new Promise(async (resolve) => {
    resolve(await fetch(url));
  });
}

const plain = new Promise((resolve) => resolve(1));

async function executor(resolve) {
  resolve(await fetch('/'));
}
const named = new Promise(executor);

new Promise(function (resolve, reject) { reject(new Error()); });

function careful(url) {
  return new Promise(async (resolve, reject) => {
    try {
      resolve(await fetch(url));
    } catch (err) {
      reject(err);
    }
  });
}

function careless(url, lock) {
  return new Promise(async (resolve, reject) => {
    try {
      resolve(await fetch(url));
    } catch (err) {
      reject(err);
    } finally {
      await lock.release();
    }
  });
}

async function atOnce(resolve) {
  resolve(1);
}
const namedAtOnce = new Promise(atOnce);
