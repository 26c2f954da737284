let total = 0;
let next = 0;
const counts = {};

async function size(url) {
  return (await fetch(url)).status;
}

async function perhaps(url) {
  total += url && (await size(url));
}

async function chosen(url) {
  total += url ? await size(url) : 0;
}

async function tested(url) {
  const value = await size(url);
  total += (value) ? 1 : 0;
}

async function first(url) {
  const value = await size(url);
  total += (value) || 1;
}

async function byCall(key, url) {
  const value = await size(url);
  counts[key()] += value;
}

async function byAwait(key, url) {
  const value = await size(url);
  counts[await key()] += value;
}

async function withText(url) {
  const value = await size(url);
  total = total + 'a' + (value);
}

async function inHead(url) {
  for (; total < 3; total += await size(url));
}

async function alone(url) {
  if (url) total += await size(url);
}

async function used(url) {
  const now = (total += await size(url));
  return now;
}

async function rounds(end) {
  while (next < end) {
    const from = next;
    await size(from);
    next = from + 1;
  }
}

async function others(end) {
  while (counts.done < end) {
    const from = next;
    await size(from);
    next = from + 1;
  }
}
