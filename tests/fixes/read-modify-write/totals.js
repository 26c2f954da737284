const price = async () => 1;
let total = 0;
const table = { a: 0 };

class Cart {
  sum = 0;
  async add() {
    this.sum += await price();
    total = total + (await price());
    table.a += await price()
  }
}

(async () => {
  const cart = new Cart();
  await Promise.all(Array.from({ length: 10 }, () => cart.add()));
  console.log(cart.sum, total, table.a);
})();
// after:
// 10 10 10
