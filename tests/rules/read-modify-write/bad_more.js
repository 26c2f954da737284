let total = 0;
let next = 0;
const counts = {};

async function size(url) {
  return (await fetch(url)).status;
}

async function perhaps(url) {
  total += url && (await size(url)); // expect
}

async function chosen(url) {
  total += url ? await size(url) : 0; // expect
}

async function tested(url) {
  total += (await size(url)) ? 1 : 0; // expect
}

async function first(url) {
  total += (await size(url)) || 1; // expect
}

async function byCall(key, url) {
  counts[key()] += await size(url); // expect
}

async function byAwait(key, url) {
  counts[await key()] += await size(url); // expect
}

async function withText(url) {
  total = total + 'a' + (await size(url)); // expect
}

async function inHead(url) {
  for (; total < 3; total += await size(url)); // expect
}

async function alone(url) {
  if (url) total += await size(url); // expect
}

async function used(url) {
  const now = (total += await size(url)); // expect
  return now;
}

async function rounds(end) {
  while (next < end) {
    const from = next;
    await size(from);
    next = from + 1; // expect[information]
  }
}

async function others(end) {
  while (counts.done < end) {
    const from = next;
    await size(from);
    next = from + 1; // expect[warning]
  }
}
