let total = 0;
const counts = {};

async function price(item) {
  return (await fetch(item)).status;
}

async function add(item) {
  total += await price(item); // expect[warning]: `total` is read before
  total = total + (await price(item)); // expect
  counts[item] += await price(item); // expect
}

class Cart {
  total = 0;
  async add(item) {
    this.total += await price(item); // expect
    this.items.sum = this.items.sum + (await price(item)); // expect
  }
}

function closedOver(items) {
  let sum = 0;
  return Promise.all(
    items.map(async (item) => {
      sum += await price(item); // expect
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
    this.count = count + 1; // expect
  }

  async takenApart(item) {
    const { count } = this;
    await price(item);
    this.count = count + 1; // expect
  }

  async spread(item) {
    this.state = { ...this.state, [item]: await price(item) }; // expect
  }

  async copied(item) {
    const next = { ...this.state };
    next.price = await price(item);
    this.state = next; // expect
  }

  async filtered(item) {
    const items = this.items;
    await price(item);
    this.items = items.filter((other) => other !== item); // expect
  }

  async inATemplate(item) {
    this.log = `${this.log} ${await price(item)}`; // expect
  }

  async merged(item) {
    this.state = Object.assign({}, this.state, await price(item)); // expect
  }
}

async function ofTheModule(item) {
  const before = total;
  await price(item);
  total = before + 1; // expect
}

export { Stock, ofTheModule, closedOver };

function watchBlocks(emit, latest) {
  let seen = 0;
  return async () => {
    const end = await latest();
    while (seen < end) {
      const to = seen + 10 < end ? seen + 10 : end;
      const found = await price(to);
      seen = to; // expect[information]
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
      sum = next; // expect[warning]
    }
  };
}
