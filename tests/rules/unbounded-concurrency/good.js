import pLimit from 'p-limit';
import pMap from 'p-map';

const limit = pLimit(5);
const PATHS = ['/a', '/b'];

async function literal() {
  return Promise.all(['/a', '/b'].map((url) => fetch(url)));
}

async function constant() {
  return Promise.all(PATHS.map((url) => fetch(url)));
}

async function writtenOut() {
  return Promise.all([fetch('/a'), fetch('/b')]);
}

async function sliced(urls) {
  for (let i = 0; i < urls.length; i += 10) {
    await Promise.all(urls.slice(i, i + 10).map((url) => fetch(url)));
  }
}

async function batched(batches) {
  for (const batch of batches) await Promise.all(batch.map((url) => fetch(url)));
}

async function limited(urls) {
  return Promise.all(urls.map((url) => limit(() => fetch(url))));
}

async function inQueue(urls, queue) {
  return Promise.all(urls.map((url) => queue.add(() => fetch(url))));
}

async function behindSemaphore(urls, semaphore) {
  return Promise.all(
    urls.map(async (url) => {
      await semaphore.acquire();
      try {
        return await fetch(url);
      } finally {
        semaphore.release();
      }
    }),
  );
}

async function mapped(urls) {
  return pMap(urls, (url) => fetch(url), { concurrency: 5 });
}

async function workers(count, work) {
  await Promise.all(Array.from({ length: count }, () => work()));
}

async function alike(count, work) {
  await Promise.all(Array(count).fill(0).map(() => work()));
}

async function closing(clients) {
  await Promise.all(clients.map((client) => client.close()));
}

async function settledAlready(values) {
  return Promise.all(values.map(async (value) => value + 1));
}

async function given(promises) {
  return Promise.all(promises);
}

async function racing(urls) {
  return Promise.race(urls.map((url) => fetch(url)));
}

async function tupled() {
  const kinds = ['a', 'b'];
  return Promise.all(kinds.map((kind) => fetch(kind)));
}

async function computed(urls, compute) {
  await Promise.all(urls.map(async (url) => { return compute(url); }));
}

async function theSame(urls) {
  await Promise.all(urls.map((url) => fetch('/same')));
}

async function notTheItem(urls) {
  await Promise.all(urls.map(() => fetch('/same')));
}

async function grouped(group, urls) {
  for (const url of urls) group.create_task(fetch(url));
}

function counted(url) {
  const length = url.length;
  return length;
}

async function countedAll(urls) {
  await Promise.all(urls.map(counted));
}
