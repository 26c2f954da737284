const wait = () => new Promise((resolve) => setTimeout(resolve, 1));
let made = 0;
const cache = new Map();
const table = {};
let connection;

async function load(key) {
  await wait();
  made++;
  if (key === 'bad') throw new Error(key);
  return key;
}

async function get(key) {
  if (!cache.has(key)) cache.set(key, await load(key));
  return cache.get(key);
}

async function getIn(key) {
  if (!(key in table)) {
    table[key] = await load(key);
  }
  return table[key];
}

async function connect() {
  if (connection) return connection;
  connection = await load('c');
  return connection;
}

class Pool {
  async get() {
    if (!this.client) this.client = await load('p');
    return this.client;
  }

  async other() {
    this.second ??= await load('q');
    return this.second;
  }
}

const many = (f) => Promise.allSettled(Array.from({ length: 4 }, f));

(async () => {
  const pool = new Pool();
  for (const f of [() => get('a'), () => getIn('b'), connect, () => pool.get(), () => pool.other()]) {
    made = 0;
    const results = await many(f);
    console.log(new Set(results.map((r) => r.value)).size, made);
  }
  made = 0;
  await many(() => get('bad'));
  await many(() => getIn('bad'));
  console.log(made, cache.has('bad'), 'bad' in table);
})();
// after:
// 1 1
// 1 1
// 1 1
// 1 1
// 1 1
// 2 false false
