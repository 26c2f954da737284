function load(url) {
  return new Promise(async (resolve) => { // expect[error]
    resolve(await fetch(url));
  });
}

const plain = new Promise(async (resolve) => resolve(1)); // expect

async function executor(resolve) {
  resolve(await fetch('/'));
}
const named = new Promise(executor); // expect

new Promise(async function (resolve, reject) { reject(new Error()); }); // expect

function careful(url) {
  return new Promise(async (resolve, reject) => { // expect[hint]: rejects only by the `catch` in it
    try {
      resolve(await fetch(url));
    } catch (err) {
      reject(err);
    }
  });
}

function careless(url, lock) {
  return new Promise(async (resolve, reject) => { // expect[error]
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
const namedAtOnce = new Promise(atOnce); // expect
