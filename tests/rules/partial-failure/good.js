async function looked(urls) {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  return results.filter((r) => r.status === 'fulfilled').map((r) => r.value);
}

async function lookedInLoop(urls) {
  for (const result of await Promise.allSettled(urls.map((url) => fetch(url)))) {
    if (result.status === 'rejected') throw result.reason;
    console.log(result.value);
  }
}

async function returned(urls) {
  return Promise.allSettled(urls.map((url) => fetch(url)));
}

async function passedOn(urls, check) {
  check(await Promise.allSettled(urls.map((url) => fetch(url))));
}

async function careful(url) {
  try {
    await fetch(url);
  } catch (err) {
    console.error(err);
  }
}

async function thatCatches(urls) {
  await Promise.allSettled(urls.map((url) => careful(url)));
}

async function shutdown(clients) {
  await Promise.allSettled(clients.map((client) => client.end()));
}

async function inFinally(clients) {
  try {
    await clients[0].query('select 1');
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()));
  }
}

async function otherValue(inputs) {
  await Promise.all(inputs.map((input) => fetch(input.value)));
}

async function failAsOne(urls) {
  const pages = await Promise.all(urls.map((url) => fetch(url)));
  return new Map(pages.map((page) => [page.url, page]));
}

async function thrownAgain(urls) {
  try {
    return await Promise.all(urls.map((url) => fetch(url)));
  } catch (err) {
    throw new Error('pages', { cause: err });
  }
}

async function answered(urls, next) {
  try {
    return await Promise.all(urls.map((url) => fetch(url)));
  } catch (err) {
    return next(err);
  }
}

async function few() {
  for (const page of await Promise.all(['/a', '/b'].map((url) => fetch(url)))) {
    console.log(page.status);
  }
}

async function findClosest(points) {
  await Promise.all(points.map((point) => fetch(point)));
}

async function finallyAll(urls, rows) {
  try {
    await rows[0].query('select 1');
  } finally {
    await Promise.allSettled(urls.map((url) => fetch(url)));
  }
}

async function closesAll(rows) {
  await Promise.allSettled(rows.map((row) => row.close()));
}

async function thrownOn(urls) {
  try {
    return await Promise.all(urls.map((url) => fetch(url)));
  } catch (err) {
    throw err;
  }
}

class Clients {
  async close(one, two) {
    await Promise.race([one, two].map((client) => client.end()));
    await Promise.all([one, two].map((url) => careful(url)));
  }
}

async function keptInFinally(urls) {
  let pages;
  try {
    await careful(urls[0]);
  } catch (err) {
    console.error(err);
  } finally {
    pages = await Promise.all(urls.map((url) => fetch(url)));
  }
  return pages;
}

async function writtenOut() {
  const pages = await Promise.all([fetch('/a'), fetch('/b')]);
  for (const page of pages) console.log(page.status);
}

async function byReason(urls) {
  for (const result of await Promise.allSettled(urls.map((url) => fetch(url))))
    if (!result.reason) console.log(result.value);
}

async function byStatus(urls, isDone) {
  for (const result of await Promise.allSettled(urls.map((url) => fetch(url))))
    if (isDone(result.status)) console.log(result.value);
}

async function byFulfilled(urls, key) {
  for (const result of await Promise.allSettled(urls.map((url) => fetch(url))))
    if (result[key] === 'fulfilled') console.log(result.value);
}

async function byRejected(urls, key) {
  for (const result of await Promise.allSettled(urls.map((url) => fetch(url))))
    if (result[key] !== 'rejected') console.log(result.value);
}

async function bySize(urls) {
  for (const result of await Promise.allSettled(urls.map((url) => fetch(url))))
    console.log(result.size);
}
