let total = 0;
const counts = {};

async function price(item) {
  return (await fetch(item)).status;
}

async function add(item) {
  const value = await price(item);
  total += value; // expect[warning]: `total` is read before
  total = total + (await price(item)); // expect
  const value3 = await price(item);
  counts[item] += value3; // expect
}

class Cart {
  total = 0;
  async add(item) {
    const value = await price(item);
    this.total += value; // expect
    this.items.sum = this.items.sum + (await price(item)); // expect
  }
}

function closedOver(items) {
  let sum = 0;
  return Promise.all(
    items.map(async (item) => {
      const value = await price(item);
      sum += value; // expect
    }),
  );
}
