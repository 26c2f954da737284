let total = 0;
const counts = {};

async function price(item) {
  return (await fetch(item)).status;
}

async function add(item) {
  const value = await price(item);
  total += value;
  const value2 = await price(item);
  total = total + (value2);
  const value3 = await price(item);
  counts[item] += value3;
}

class Cart {
  total = 0;
  async add(item) {
    const value = await price(item);
    this.total += value;
    const value2 = await price(item);
    this.items.sum = this.items.sum + (value2);
  }
}

function closedOver(items) {
  let sum = 0;
  return Promise.all(
    items.map(async (item) => {
      const value = await price(item);
      sum += value;
    }),
  );
}

class Stock {
  count = 0;
  items = [];
  state = {};

  async throughAName(item) {
    const count = this.count;
    await price(item);
    this.count = count + 1;
  }

  async takenApart(item) {
    const { count } = this;
    await price(item);
    this.count = count + 1;
  }

  async spread(item) {
    this.state = { ...this.state, [item]: await price(item) };
  }

  async copied(item) {
    const next = { ...this.state };
    next.price = await price(item);
    this.state = next;
  }

  async filtered(item) {
    const items = this.items;
    await price(item);
    this.items = items.filter((other) => other !== item);
  }

  async inATemplate(item) {
    this.log = `${this.log} ${await price(item)}`;
  }

  async merged(item) {
    this.state = Object.assign({}, this.state, await price(item));
  }
}

async function ofTheModule(item) {
  const before = total;
  await price(item);
  total = before + 1;
}

export { Stock, ofTheModule, closedOver };

function watchBlocks(emit, latest) {
  let seen = 0;
  return async () => {
    const end = await latest();
    while (seen < end) {
      const to = seen + 10 < end ? seen + 10 : end;
      const found = await price(to);
      seen = to;
      emit(found);
    }
  };
}

function countsPrices(items) {
  let sum = 0;
  return async () => {
    for (const item of items) {
      const next = sum + 1;
      await price(item);
      sum = next;
    }
  };
}
