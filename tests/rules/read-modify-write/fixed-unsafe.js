let total = 0;
const counts = {};

async function price(item) {
  return (await fetch(item)).status;
}

async function add(item) {
  const value = await price(item);
  total += value; // expect[warning]: `total` is read before
  const value2 = await price(item);
  total = total + (value2); // expect
  const value3 = await price(item);
  counts[item] += value3; // expect
}

class Cart {
  total = 0;
  async add(item) {
    const value = await price(item);
    this.total += value; // expect
    const value2 = await price(item);
    this.items.sum = this.items.sum + (value2); // expect
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
