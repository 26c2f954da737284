async function withIndex(urls) {
  await Promise.all(urls.map((url, i) => fetch(`${url}?${i}`))); // expect: work in batches
}

async function withRest(urls) {
  await Promise.all(urls.map((...parts) => fetch(parts[0]))); // expect
}

async function fromUnknown(table) {
  await Promise.all(lookUp(table).map((url) => fetch(url))); // expect: every item of `lookUp(table)`
}

async function fromMethod(table) {
  await Promise.all(table.lookUp().map((url) => fetch(url))); // expect
}

class Pages {
  async ofMember() {
    await Promise.all(this.urls.map((url) => fetch(url))); // expect
  }
}

async function ofArray(urls) {
  await Promise.all([...urls].map((url) => fetch(url))); // expect
}

async function assigned(urls) {
  let pages;
  pages = await Promise.all(urls.map((url) => fetch(url))); // expect
  return pages;
}

async function declaredFirst(urls) {
  const pages = await Promise.all(urls.map((url) => fetch(url))), number = urls.length; // expect
  return pages.length === number;
}

async function declaredLast(urls) {
  const number = urls.length, pages = await Promise.all(urls.map((url) => fetch(url))); // expect
  return pages.length === number;
}

async function destructured(urls) {
  const { length } = await Promise.all(urls.map((url) => fetch(url))); // expect
  return length;
}

async function notAwaited(urls) {
  const pages = Promise.all(urls.map((url) => fetch(url))); // expect
  return pages;
}

async function ofResult(urls) {
  return (await Promise.all(urls.map((url) => fetch(url)))).length; // expect
}

async function floating(urls) {
  Promise.all(urls.map((url) => fetch(url))); // expect
}

async function tested(urls) {
  if (await Promise.all(urls.map((url) => fetch(url)))) console.log('done'); // expect
}

async function thrown(urls) {
  throw await Promise.all(urls.map((url) => fetch(url))); // expect
}

async function inLoopHead(urls) {
  for (const pages = await Promise.all(urls.map((url) => fetch(url))); pages.length; pages.pop()); // expect
}

async function named(urls) {
  const pages = urls.map((url) => fetch(url));
  await Promise.all(pages); // expect
}

async function commented(urls) {
  await Promise.all(/* of them */ urls.map((url) => fetch(url))); // expect
}

function notAsync(urls) {
  return Promise.all(urls.map((url) => fetch(url))); // expect
}

async function longName(urls) {
  await Promise.all(urls.filter((url) => url.startsWith('https://example.org')).map((url) => fetch(url))); // expect: every item of the collection
}

function plain(url) {
  return fetch(url);
}

async function byPlain(urls) {
  await Promise.all(urls.map(plain)); // expect
}

async function byMember(urls, api) {
  await Promise.all(urls.map(api.load)); // expect
}

async function ofDestructured(users) {
  await Promise.all(users.map(({ id }) => fetch(id))); // expect
}
