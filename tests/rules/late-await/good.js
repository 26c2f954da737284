async function together(url) {
  const page = fetch(url);
  const [text] = await Promise.all([page, fetch('/styles')]);
  return text;
}

async function handled(url) {
  const page = fetch(url);
  page.catch(() => {});
  await fetch('/styles');
  return page;
}

async function atOnce(url) {
  const page = fetch(url);
  console.log('started');
  return (await page).text();
}

async function given(url, keep) {
  const page = fetch(url);
  keep(page);
  await fetch('/styles');
  return await page;
}

async function insideAnother(url) {
  const page = fetch(url);
  const later = async () => {
    await fetch('/styles');
  };
  await page;
  return later;
}

async function before(url) {
  await fetch('/styles');
  const page = fetch(url);
  await page;
}

async function byAnother(url) {
  const page = fetch(url);
  const later = async () => await fetch('/styles');
  await page;
  return later;
}

async function twice(url, again) {
  let page = fetch(url);
  if (again) page = fetch('/again');
  await fetch('/styles');
  await page;
}

async function captured(url, list) {
  const page = fetch(url);
  list.push(() => page);
  await fetch('/styles');
  await page;
}

async function perhaps(url) {
  const page = url ? fetch(url) : null;
  await fetch('/styles');
  await page;
}

async function plain(url) {
  const page = url.trim();
  await fetch('/styles');
  await page;
}

async function destructured(url) {
  const [page] = fetch(url);
  await fetch('/styles');
  await page;
}

class Pages {
  async member(url) {
    this.page = fetch(url);
    await fetch('/styles');
    await this.page;
  }
}

async function inBranch(url, wanted) {
  const page = fetch(url);
  await fetch('/styles');
  if (wanted) await page;
}

async function handedOver(url, use) {
  const page = fetch(url);
  await fetch('/styles');
  use(page);
}

async function neverRead(url) {
  const page = fetch(url);
  await fetch('/styles');
}

async function assigned(url) {
  let page;
  page = fetch(url);
  await fetch('/styles');
  await page;
}

const top = fetch('/top');
await fetch('/styles');
await top;
