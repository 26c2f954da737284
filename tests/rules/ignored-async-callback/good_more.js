import { Readable } from 'node:stream';
import { store } from './store.js';
import { Base } from './base.js';

async function work(x) {
  await fetch(x);
}

// Neither of these is a method of an array.
const box = { forEach(callback) { return callback(); } };
box.forEach(async () => fetch('/'));
class List extends Base {}
const list = new List();
list.filter(async (x) => fetch(x));
store.filter(async (x) => fetch(x));

function streams(options, response) {
  const source = new Readable();
  source.filter(async (x) => fetch(x));
  options.bodyStream.filter(async (x) => fetch(x));
  response.readable.forEach(async (x) => fetch(x));
}

function steps(xs) {
  xs[0](async (x) => fetch(x));
  xs.forEach(async function* (x) { yield x; });
  return xs.reduceRight(async (total, x) => (await total) + (await fetch(x)).size, 0);
}

// No events, or nothing that listens to one.
function table(emitter, options, on, bind) {
  emitter.on(options.key, async (x) => { await fetch(x); });
  emitter.on(options.list()[0].key, async (x) => { await fetch(x); });
  emitter.on(options, async (x) => { await fetch(x); });
  emitter.retry('data', async (x) => { await fetch(x); });
  on('data', async (x) => { await fetch(x); });
  emitter.on('data', bind(work));
}

class Feed {
  constructor(emitter) {
    emitter.on('item', this.read.limited(1));
  }
  async read(url) {
    this.last = await fetch(url);
  }
}
new Feed(null);
