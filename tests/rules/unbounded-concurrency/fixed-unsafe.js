import { readFile } from 'node:fs/promises';

async function returned(urls) {
  const results = [];
  for (let i = 0; i < urls.length; i += 10) {
    results.push(...(await Promise.all(urls.slice(i, i + 10).map((url) => fetch(url)))));
  }
  return results;
}

async function named(urls) {
  const pages = [];
  for (let i = 0; i < urls.length; i += 10) {
    pages.push(...(await Promise.all(urls.slice(i, i + 10).map(async (url) => (await fetch(url)).text()))));
  }
  return pages.join('');
}

async function statement(paths) {
  for (let i = 0; i < paths.length; i += 10) {
    await Promise.all(paths.slice(i, i + 10).map((path) => readFile(path)));
  }
}

async function settled(urls) {
  const results = [];
  for (let i = 0; i < urls.length; i += 10) {
    results.push(...(await Promise.allSettled(urls.slice(i, i + 10).map((url) => fetch(url)))));
  }
  return results;
}

async function fromIterable(urls) {
  const items = Array.from(urls);
  for (let i = 0; i < items.length; i += 10) {
    await Promise.all(items.slice(i, i + 10).map((url) => fetch(url)));
  }
}

async function filtered(urls) {
  const items = urls.filter(Boolean);
  const pages = [];
  for (let i = 0; i < items.length; i += 10) {
    pages.push(...(await Promise.all(items.slice(i, i + 10).map((url) => fetch(url)))));
  }
  return pages;
}

async function keys(table) {
  const items = Object.keys(table);
  for (let i = 0; i < items.length; i += 10) {
    await Promise.all(items.slice(i, i + 10).map((path) => readFile(path)));
  }
}

async function pushed(urls) {
  const promises = [];
  for (const url of urls) promises.push(fetch(url));
  await Promise.all(promises);
}

const load = async (url) => fetch(url);

async function byName(urls) {
  for (let i = 0; i < urls.length; i += 10) {
    await Promise.all(urls.slice(i, i + 10).map(load));
  }
}

function chained(urls) {
  return Promise.all(urls.map((url) => fetch(url))).then((pages) => pages.length);
}
