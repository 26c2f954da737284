import { readFile } from 'node:fs/promises';

async function returned(urls) {
  return Promise.all(urls.map((url) => fetch(url))); // expect[hint]: every item of `urls`
}

async function named(urls) {
  const pages = await Promise.all(urls.map(async (url) => (await fetch(url)).text())); // expect
  return pages.join('');
}

async function statement(paths) {
  await Promise.all(paths.map((path) => readFile(path))); // expect
}

async function settled(urls) {
  return await Promise.allSettled(urls.map((url) => fetch(url))); // expect
}

async function fromIterable(urls) {
  await Promise.all(Array.from(urls, (url) => fetch(url))); // expect
}

async function filtered(urls) {
  const pages = await Promise.all(urls.filter(Boolean).map((url) => fetch(url))); // expect
  return pages;
}

async function keys(table) {
  await Promise.all(Object.keys(table).map((path) => readFile(path))); // expect
}

async function pushed(urls) {
  const promises = [];
  for (const url of urls) promises.push(fetch(url));
  await Promise.all(promises); // expect
}

const load = async (url) => fetch(url);

async function byName(urls) {
  await Promise.all(urls.map(load)); // expect: `load` runs
}

function chained(urls) {
  return Promise.all(urls.map((url) => fetch(url))).then((pages) => pages.length); // expect
}
