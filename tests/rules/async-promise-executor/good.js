function load(url) {
  return new Promise((resolve, reject) => {
    fetch(url).then(resolve, reject);
  });
}

function shadowed(Promise) {
  return new Promise(async (resolve) => resolve(1));
}

const other = new Other(async (resolve) => resolve(1));
const called = run(async (resolve) => resolve(1));

function given(executor) {
  return [new Promise(executor), new Promise()];
}

const notMade = Promise(async (resolve) => resolve(1));
