async function show(url) {
  const page = fetch(url); // expect: nothing listens to `page`
  page.catch(() => {}); // awaited below
  await fetch('/styles');
  return (await page).text();
}

async function two(url) {
  const first = fetch(url); // expect
  first.catch(() => {}); // awaited below
  const second = await fetch('/second');
  const both = [await first, second];
  return both;
}
