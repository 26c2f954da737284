import { rm } from 'node:fs/promises';

async function size(url) {
  const response = await fetch(url);
  return response.headers.get('content-length');
}

const indirect = (url) => size(url);

async function statement(urls) {
  await Promise.all(Array.from(urls, (url) => fetch(url)));
}

async function collected(urls) {
  const sizes = await Promise.all(Array.from(urls, (url) => fetch(url)));
  return sizes;
}

async function braceless(urls) {
  await Promise.all(Array.from(urls, (url) => fetch(url)));
}

async function literal() {
  await Promise.all(['/a', '/b'].map((url) => fetch(url)));
}

async function counted(urls) {
  const found = [];
  for (let i = 0; i < urls.length; i++) {
    found[i] = await fetch(urls[i]);
  }
  return found;
}

async function twoSteps(urls) {
  const found = new Map();
  for (const [key, value] of await Promise.all(Array.from(urls, async (url) => {
    const response = await fetch(url);
    return [url, response];
  }))) found.set(key, value);
  return found;
}

async function skips(urls) {
  await Promise.all(Array.from(urls, async (url) => {
    if (!url) return;
    await fetch(url);
  }));
}

async function keys(table) {
  for (const path in table) await rm(path);
}

async function throughHelpers(urls) {
  await Promise.all(Array.from(urls, (url) => indirect(url)));
}

const arrow = async (urls) => {
  await Promise.all(Array.from(urls, (url) => fetch(url)));
};

class Fleet {
  async start(host) {
    await fetch(host);
  }
  async startAll(hosts) {
    await Promise.all(Array.from(hosts, (host) => this.start(host)));
  }
}

async function unknown(items, handler) {
  await Promise.all(Array.from(items, (item) => handler(item)));
}

async function addedUp(urls) {
  let total = 0;
  for (const value of await Promise.all(Array.from(urls, (url) => fetch(url)))) total += value;
  return total;
}

async function goesOn(urls) {
  await Promise.all(Array.from(urls, async (url) => {
    try {
      await fetch(url);
    } catch (err) {
      console.error(err);
    }
  }));
}

async function eachOf(items, visit) {
  const values = await Promise.all(Array.from(items, (item) => Promise.resolve(visit(item))));
  return values;
}

async function bracelessIf(urls) {
  for (const url of urls) if (url) await fetch(url);
}
