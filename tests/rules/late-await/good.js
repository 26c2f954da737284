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
