async function show(url) {
  const page = fetch(url); // expect: nothing listens to `page`
  await fetch('/styles');
  return (await page).text();
}

async function two(url) {
  const first = fetch(url); // expect
  const second = await fetch('/second');
  const both = [await first, second];
  return both;
}
