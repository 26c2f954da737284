async function withIndex(urls) {
  await Promise.all(urls.map((url, i) => fetch(`${url}?${i}`)));
}

async function withRest(urls) {
  await Promise.all(urls.map((...parts) => fetch(parts[0])));
}

async function fromUnknown(table) {
  await Promise.all(lookUp(table).map((url) => fetch(url)));
}

async function fromMethod(table) {
  await Promise.all(table.lookUp().map((url) => fetch(url)));
}

class Pages {
  async ofMember() {
    for (let i2 = 0; i2 < this.urls.length; i2 += 10) {
      await Promise.all(this.urls.slice(i2, i2 + 10).map((url) => fetch(url)));
    }
  }
}

async function ofArray(urls) {
  const items = [...urls];
  for (let i2 = 0; i2 < items.length; i2 += 10) {
    await Promise.all(items.slice(i2, i2 + 10).map((url) => fetch(url)));
  }
}

async function assigned(urls) {
  let pages;
  pages = await Promise.all(urls.map((url) => fetch(url)));
  return pages;
}

async function declaredFirst(urls) {
  const pages = await Promise.all(urls.map((url) => fetch(url))), number = urls.length;
  return pages.length === number;
}

async function declaredLast(urls) {
  const number = urls.length, pages = await Promise.all(urls.map((url) => fetch(url)));
  return pages.length === number;
}

async function destructured(urls) {
  const { length } = await Promise.all(urls.map((url) => fetch(url)));
  return length;
}

async function notAwaited(urls) {
  const pages = Promise.all(urls.map((url) => fetch(url)));
  return pages;
}

async function ofResult(urls) {
  return (await Promise.all(urls.map((url) => fetch(url)))).length;
}

async function floating(urls) {
  Promise.all(urls.map((url) => fetch(url)));
}

async function tested(urls) {
  if (await Promise.all(urls.map((url) => fetch(url)))) console.log('done');
}

async function thrown(urls) {
  throw await Promise.all(urls.map((url) => fetch(url)));
}

async function inLoopHead(urls) {
  for (const pages = await Promise.all(urls.map((url) => fetch(url))); pages.length; pages.pop());
}

async function named(urls) {
  const pages = urls.map((url) => fetch(url));
  await Promise.all(pages);
}

async function commented(urls) {
  await Promise.all(/* of them */ urls.map((url) => fetch(url)));
}

function notAsync(urls) {
  return Promise.all(urls.map((url) => fetch(url)));
}

async function longName(urls) {
  const items = urls.filter((url) => url.startsWith('https://example.org'));
  for (let i2 = 0; i2 < items.length; i2 += 10) {
    await Promise.all(items.slice(i2, i2 + 10).map((url) => fetch(url)));
  }
}

function plain(url) {
  return fetch(url);
}

async function byPlain(urls) {
  for (let i2 = 0; i2 < urls.length; i2 += 10) {
    await Promise.all(urls.slice(i2, i2 + 10).map(plain));
  }
}

async function byMember(urls, api) {
  await Promise.all(urls.map(api.load));
}

async function ofDestructured(users) {
  for (let i2 = 0; i2 < users.length; i2 += 10) {
    await Promise.all(users.slice(i2, i2 + 10).map(({ id }) => fetch(id)));
  }
}
