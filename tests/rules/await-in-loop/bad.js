import { rm } from 'node:fs/promises';

async function size(url) {
  const response = await fetch(url);
  return response.headers.get('content-length');
}

const indirect = (url) => size(url);

async function statement(urls) {
  for (const url of urls) {
    await fetch(url); // expect[warning]: await them together with `Promise.all`
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
  for (const url of urls) await fetch(url); // expect
}

async function literal() {
  for (const url of ['/a', '/b']) await fetch(url); // expect
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
  for (const url of urls) await indirect(url); // expect
}

const arrow = async (urls) => {
  for (const url of urls) await fetch(url); // expect
};

class Fleet {
  async start(host) {
    await fetch(host);
  }
  async startAll(hosts) {
    for (const host of hosts) await this.start(host); // expect
  }
}

async function unknown(items, handler) {
  for (const item of items) await handler(item); // expect[hint]
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

async function eachOf(items, visit) {
  const values = [];
  for (const item of items) {
    values.push(await Promise.resolve(visit(item))); // expect[hint]
  }
  return values;
}

async function bracelessIf(urls) {
  for (const url of urls) if (url) await fetch(url); // expect[warning]
}
