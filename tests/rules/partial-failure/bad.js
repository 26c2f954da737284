import { readFile } from 'node:fs/promises';

async function discarded(urls) {
  await Promise.allSettled(urls.map((url) => fetch(url))); // expect[hint]: passed over in silence
}

async function discardedTwo() {
  await Promise.allSettled([fetch('/a'), fetch('/b')]); // expect[hint]
}

async function unguarded(urls) {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  return results.map((result) => result.value); // expect[warning]: undefined for what was rejected
}

async function unguardedLoop(urls) {
  for (const result of await Promise.allSettled(urls.map((url) => fetch(url)))) {
    console.log(result.value); // expect[warning]
  }
}

async function unguardedIndex(urls) {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  return results[0].value; // expect[warning]
}

async function lost(urls) {
  const pages = await Promise.all(urls.map((url) => fetch(url))); // expect[hint]: loses the results
  for (const page of pages) {
    console.log(page.status);
  }
}

async function lostInTry(paths) {
  try {
    return await Promise.all(paths.map((path) => readFile(path))); // expect[hint]
  } catch (err) {
    console.error(err);
    return [];
  }
}

class Pool {
  async close() {
    await Promise.all(this.clients.map((client) => client.end())); // expect[hint]: the rest of the clean-up
  }
}

async function finalized(clients) {
  try {
    await clients[0].query('select 1');
  } finally {
    await Promise.all(clients.map((client) => client.end())); // expect[hint]
  }
}

async function forEach(urls) {
  const pages = await Promise.all(urls.map((url) => fetch(url))); // expect[hint]: wait with `Promise.allSettled`
  pages.forEach((page) => console.log(page.status));
}

class Told {
  async close() {
    try {
      await Promise.all(this.clients.map((client) => client.end())); // expect[hint]: Promise.allSettled
    } catch (err) {
      console.error(err);
    }
  }

  async load(urls) {
    try {
      this.pages = await Promise.all(urls.map((url) => fetch(url))); // expect[hint]
    } catch (err) {
      console.error(err);
    }
  }
}

async function twice(urls) {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  console.log(results[0].value); // expect[warning]
  return results.map((result) => result.value);
}
