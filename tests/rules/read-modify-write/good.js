let total = 0;

async function price(item) {
  return (await fetch(item)).status;
}

async function add(item, mutex, ctx, req) {
  const value = await price(item);
  total += value;
  total = (await price(item)) + total;
  ctx.count += await price(item);
  req.total = req.total + (await price(item));
  await mutex.runExclusive(async () => {
    total += await price(item);
  });
  let sum = 0;
  sum += await price(item);
  const counts = { sum };
  counts.sum += await price(item);
  return counts;
}

class Cart {
  total = 0;
  busy = false;
  async replace(item) {
    this.busy = true;
    this.total = await price(item);
    this.busy = false;
    this.loaded ??= await price(item);
  }
}

class Stock {
  constructor() {
    this.count = 0;
    this.busy = false;
    this.items = [];
  }

  async readAgain(item) {
    let count = this.count;
    await price(item);
    count = this.count;
    this.count = count + 1;
  }

  async compared(item) {
    const count = this.count;
    await price(item);
    if (count !== this.count) return;
    this.count = count + 1;
  }

  async putBack(item) {
    const before = this.items;
    this.items = [...before, item];
    try {
      await price(item);
    } catch {
      this.items = before;
    }
  }

  async flags(item) {
    if (this.busy) return;
    this.busy = true;
    try {
      this.items = await price(item);
    } finally {
      this.busy = false;
    }
  }

  async unrelatedProperty(item) {
    const { items } = this;
    this.price = await price(items[0]);
    this.items.price = await price(item);
  }

  async fallback(item) {
    this.price = this.price ?? (await price(item));
    this.price = this.price ? this.price : await price(item);
  }

  async madeOfAPart(item) {
    const { url } = this.connection;
    await price(item);
    this.connection = price(url);
  }

  async leaves(item) {
    const count = this.count;
    if (item) {
      await price(item);
      return;
    }
    this.count = count + 1;
  }
}

async function assignedOnly() {
  let result;
  result = await price('/');
  const show = () => result;
  return show;
}

(async () => {
  total += await price('/');
})();

async function main(items) {
  let found = 0;
  const visit = async () => {
    found += await price(items[0]);
  };
  await visit();
  return found;
}

export { Stock, Cart, add, assignedOnly, main };

let first = 0;

async function fillsIn(url) {
  first ||= await fetch(url);
  first &&= await fetch(url);
  first ??= await fetch(url);
}
