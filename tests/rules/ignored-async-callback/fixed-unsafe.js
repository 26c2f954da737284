async function all(xs) {
  await Promise.all(xs.map(async (x) => {
    await fetch(x);
  }));
  await Promise.all(xs.map(async (x) => fetch(x)));
  await Promise.all([1, 2].map(async function (x) { await fetch(x); }));
  const flags = await Promise.all(xs.map(async (x) => (await fetch(x)).ok));
  const kept = xs.filter((_, i) => flags[i]);
  if ((await Promise.all(xs.map(async (x) => (await fetch(x)).ok))).some(Boolean)) return kept;
  if ((await Promise.all(xs.map(async (x) => (await fetch(x)).ok))).every(Boolean)) return kept;
  const flags2 = await Promise.all(xs.map(async (x) => (await fetch(x)).ok));
  const found = xs.find((_, i) => flags2[i]);
  xs.sort(async (a, b) => (await fetch(a)).size - b);
  const sum = await xs.reduce(async (total, x) => await total + (await fetch(x)).size, 0);
  await Promise.all(xs.map(async (x) => fetch(x)));
  return [found, sum];
}

async function work(x) {
  await fetch(x);
}
function named(xs) {
  xs.forEach(work);
}

function listeners(emitter) {
  emitter.on('data', async (x) => {
    await fetch(x);
  });
  setInterval(async () => {
    await fetch('/');
  }, 1000);
}

async function shapes(xs, options) {
  while (xs.find(async (x) => (await fetch(x)).ok)) xs.pop();
  const all = options.all || xs.filter(async (x) => (await fetch(x)).ok);
  const made = options.list().filter(async (x) => (await fetch(x)).ok);
  const objects = xs.reduce(async (seen, x) => ({ seen, x: await fetch(x) }), {});
  const keys = new Map(await Promise.all(xs.map(async (a) => [a, (await fetch(a)).size])));
  xs.sort((a, b) => keys.get(a) - keys.get(b));
  xs.sort(async (a, b) => (await fetch(a)).size - (await fetch(b)).length);
  const test = async (list) => (await Promise.all(list.map(async (x) => (await fetch(x)).ok))).some(Boolean);
  const lazily = (list) => list.every(async (x) => (await fetch(x)).ok);
  if (made) return (await Promise.all(xs.map(async (x) => (await fetch(x)).ok))).some(Boolean);
  if (all) {
    for (const { url } of xs) {
      if (!((await fetch(url)).ok)) return false;
    }
    return true;
  }
  return [all, made, objects, test, lazily];
}

function observers(node) {
  new MutationObserver(async () => { await fetch('/'); }).observe(node);
  const seen = new IntersectionObserver(async ([entry]) => { await fetch(entry.target.src); });
  const sized = new window.ResizeObserver(async () => { await fetch('/'); });
  new PerformanceObserver(async (list) => { await fetch(list.getEntries()[0].name); });
  requestAnimationFrame(async () => { await fetch('/'); });
  window.requestIdleCallback(async () => { await fetch('/'); });
  queueMicrotask(async () => { await fetch('/'); });
  process.nextTick(async () => { await fetch('/'); });
  setImmediate(work, node);
  return [seen, sized];
}

class Feed {
  constructor(source, emitter) {
    emitter.on('item', this.read.bind(this));
    emitter.on('end', this.close.bind(this));
    emitter.on(FeedEvent.Item, (url) => this.read(url).catch(console.error));
    emitter.on(FeedEvent.Item, this.read);
    this.source = source;
  }
  async read(url) {
    this.last = await fetch(url);
  }
  close() {
    this.source.close();
  }
}
new Feed(null, null);
