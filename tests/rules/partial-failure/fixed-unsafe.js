import { readFile } from 'node:fs/promises';

async function discarded(urls) {
  const results2 = await Promise.allSettled(urls.map((url) => fetch(url)));
  for (const result2 of results2) {
    if (result2.status === 'rejected') console.error(result2.reason);
  }
}

async function discardedTwo() {
  const results2 = await Promise.allSettled([fetch('/a'), fetch('/b')]);
  for (const result2 of results2) {
    if (result2.status === 'rejected') console.error(result2.reason);
  }
}

async function unguarded(urls) {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  return results.map((result) => result.value);
}

async function unguardedLoop(urls) {
  for (const result of await Promise.allSettled(urls.map((url) => fetch(url)))) {
    console.log(result.value);
  }
}

async function unguardedIndex(urls) {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  return results[0].value;
}

async function lost(urls) {
  const settled = await Promise.allSettled(urls.map((url) => fetch(url)));
  for (const one of settled) {
    if (one.status === 'rejected') console.error(one.reason);
  }
  const pages = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  for (const page of pages) {
    console.log(page.status);
  }
}

async function lostInTry(paths) {
  try {
    return await Promise.all(paths.map((path) => readFile(path)));
  } catch (err) {
    console.error(err);
    return [];
  }
}

class Pool {
  async close() {
    await Promise.allSettled(this.clients.map((client) => client.end()));
  }
}

async function finalized(clients) {
  try {
    await clients[0].query('select 1');
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()));
  }
}

async function forEach(urls) {
  const pages = await Promise.all(urls.map((url) => fetch(url)));
  pages.forEach((page) => console.log(page.status));
}

class Told {
  async close() {
    try {
      await Promise.allSettled(this.clients.map((client) => client.end()));
    } catch (err) {
      console.error(err);
    }
  }

  async load(urls) {
    try {
      this.pages = await Promise.all(urls.map((url) => fetch(url)));
    } catch (err) {
      console.error(err);
    }
  }
}

async function twice(urls) {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  console.log(results[0].value);
  return results.map((result) => result.value);
}
