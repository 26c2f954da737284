import { rm } from 'node:fs/promises';

async function size(url) {
  const response = await fetch(url);
  return response.headers.get('content-length');
}

const indirect = (url) => size(url);

async function statement(urls) {
  for (const url of urls) {
    await fetch(url); // expect[warning]: each `fetch` waits
  }
}

async function collected(urls) {
  const sizes = [];
  for (const url of urls) {
    sizes.push(await fetch(url)); // expect
  }
  return sizes;
}

async function braceless(urls) {
  await Promise.all(Array.from(urls, (url) => fetch(url))); // expect
}

async function literal() {
  await Promise.all(['/a', '/b'].map((url) => fetch(url))); // expect
}

async function counted(urls) {
  const found = [];
  for (let i = 0; i < urls.length; i++) {
    found[i] = await fetch(urls[i]); // expect
  }
  return found;
}

async function twoSteps(urls) {
  const found = new Map();
  for (const url of urls) {
    const response = await fetch(url); // expect[information]
    found.set(url, response);
  }
  return found;
}

async function skips(urls) {
  for (const url of urls) {
    if (!url) continue;
    await fetch(url); // expect
  }
}

async function keys(table) {
  for (const path in table) await rm(path); // expect
}

async function throughHelpers(urls) {
  await Promise.all(Array.from(urls, (url) => indirect(url))); // expect
}

const arrow = async (urls) => {
  await Promise.all(Array.from(urls, (url) => fetch(url))); // expect
};

class Fleet {
  async start(host) {
    await fetch(host);
  }
  async startAll(hosts) {
    await Promise.all(Array.from(hosts, (host) => this.start(host))); // expect
  }
}

async function unknown(items, handler) {
  await Promise.all(Array.from(items, (item) => handler(item))); // expect[hint]
}

async function addedUp(urls) {
  let total = 0;
  for (const url of urls) total += await fetch(url); // expect[hint]
  return total;
}

async function goesOn(urls) {
  for (const url of urls) {
    try {
      await fetch(url); // expect[hint]
    } catch (err) {
      console.error(err);
    }
  }
}
