async function all(xs) {
  xs.forEach(async (x) => { // expect[warning]: `forEach` does not wait
    await fetch(x);
  });
  xs.forEach(async (x) => fetch(x)); // expect
  [1, 2].forEach(async function (x) { await fetch(x); }); // expect
  const kept = xs.filter(async (x) => (await fetch(x)).ok); // expect: a promise is always true
  if (xs.some(async (x) => (await fetch(x)).ok)) return kept; // expect
  if (xs.every(async (x) => (await fetch(x)).ok)) return kept; // expect
  const found = xs.find(async (x) => (await fetch(x)).ok); // expect
  xs.sort(async (a, b) => (await fetch(a)).size - b); // expect
  const sum = xs.reduce(async (total, x) => total + (await fetch(x)).size, 0); // expect
  xs.map(async (x) => fetch(x)); // expect: are dropped
  return [found, sum];
}

async function work(x) {
  await fetch(x);
}
function named(xs) {
  xs.forEach(work); // expect
}

function listeners(emitter) {
  emitter.on('data', async (x) => { // expect[hint]
    await fetch(x);
  });
  setInterval(async () => { // expect[hint]
    await fetch('/');
  }, 1000);
}

async function shapes(xs, options) {
  while (xs.find(async (x) => (await fetch(x)).ok)) xs.pop(); // expect
  const all = options.all || xs.filter(async (x) => (await fetch(x)).ok); // expect
  const made = options.list().filter(async (x) => (await fetch(x)).ok); // expect
  const objects = xs.reduce(async (seen, x) => ({ seen, x: await fetch(x) }), {}); // expect
  xs.sort(async (a, b) => (await fetch(a)).size - (await fetch(b)).size); // expect
  xs.sort(async (a, b) => (await fetch(a)).size - (await fetch(b)).length); // expect
  const test = async (list) => list.some(async (x) => (await fetch(x)).ok); // expect
  const lazily = (list) => list.every(async (x) => (await fetch(x)).ok); // expect
  if (made) return xs.some(async (x) => (await fetch(x)).ok); // expect
  if (all) {
    return xs.every(async ({ url }) => (await fetch(url)).ok); // expect
  }
  return [all, made, objects, test, lazily];
}

function observers(node) {
  new MutationObserver(async () => { await fetch('/'); }).observe(node); // expect[hint]
  const seen = new IntersectionObserver(async ([entry]) => { await fetch(entry.target.src); }); // expect[hint]
  const sized = new window.ResizeObserver(async () => { await fetch('/'); }); // expect[hint]
  new PerformanceObserver(async (list) => { await fetch(list.getEntries()[0].name); }); // expect[hint]
  requestAnimationFrame(async () => { await fetch('/'); }); // expect[hint]
  window.requestIdleCallback(async () => { await fetch('/'); }); // expect[hint]
  queueMicrotask(async () => { await fetch('/'); }); // expect[hint]
  process.nextTick(async () => { await fetch('/'); }); // expect[hint]
  setImmediate(work, node); // expect[hint]
  return [seen, sized];
}

class Feed {
  constructor(source, emitter) {
    emitter.on('item', this.read.bind(this)); // expect[hint]
    emitter.on('end', this.close.bind(this));
    emitter.on(FeedEvent.Item, (url) => this.read(url).catch(console.error));
    emitter.on(FeedEvent.Item, this.read); // expect[hint]
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
