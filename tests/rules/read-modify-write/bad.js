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
