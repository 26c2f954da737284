import async from 'async';
import { Readable } from 'node:stream';

async function all(xs, emitter) {
  await Promise.all(xs.map(async (x) => fetch(x)));
  const pending = xs.map(async (x) => fetch(x));
  xs.forEach((x) => console.log(x));
  const kept = xs.filter((x) => x.ok);
  const sum = await xs.reduce(async (total, x) => (await total) + (await fetch(x)).size, 0);
  async.forEach(xs, async (x) => fetch(x));
  async.filter(xs, async (x) => fetch(x));
  await Readable.from(xs).forEach(async (x) => fetch(x));
  const readable = Readable.from(xs);
  readable.filter(async (x) => fetch(x));
  emitter.on('data', async (x) => {
    try {
      await fetch(x);
    } catch (err) {
      console.error(err);
    }
  });
  setTimeout(async () => console.log('no await'), 10);
  return [pending, kept, sum];
}

class Pool {
  forEach(callback) {
    return callback();
  }
  async run(x) {
    this.forEach(async () => fetch(x));
  }
}
new Pool().forEach(async () => fetch('/'));

class ResizeLog {
  constructor(run) { this.run = run; }
}

function observed(node, MutationObserver) {
  new ResizeObserver(() => { node.resize(); });
  new ResizeObserver(async () => {
    try {
      await fetch('/');
    } catch (error) {
      console.error(error);
    }
  });
  new MutationObserver(async () => { await fetch('/'); });
  new ResizeLog(async () => { await fetch('/'); });
  requestAnimationFrame(() => fetch('/').catch(console.error));
  node.requestAnimationFrame(async () => { await fetch('/'); });
  process.nextTick(node.done);
}

const lodash = require('lodash');
const once = lodash.once(async () => fetch('/'));
const twice = lodash.once(async () => fetch('/'));
once().then(twice).catch(console.error);
