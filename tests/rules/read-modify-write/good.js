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
