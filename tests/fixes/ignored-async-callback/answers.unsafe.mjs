// Before the fix every answer is a promise, which is always true.
// after:
// [ 2, 4 ]
// even
// some: true false, every: false true
// 4 undefined
// 1 -1
// 2 undefined
// [ 1, 2, 3, 4 ]
// 20
// [ 3, 4 ]
// loops: true false true 2 undefined
const later = (value) => new Promise((resolve) => setTimeout(resolve, 2, value));
const isEven = async (n) => (await later(n)) % 2 === 0;
const store = { items: [1, 2, 3, 4] };

async function kept(xs) {
  const even = xs.filter(isEven);
  return even;
}

async function tested(xs) {
  if (xs.some(async (x) => !(await isEven(x)))) return 'odd';
  else return 'even';
}

async function early(xs, limit) {
  return xs.some(async (x) => (await later(x)) > limit);
}

async function every(xs, limit) {
  return xs.every(async (x) => (await later(x)) < limit);
}

async function find(xs, wanted) {
  return xs.find(async (x) => (await later(x)) === wanted);
}

const { items } = store;
console.log(await kept(items));
console.log(await tested([2, 4]));
const some = [items.some(async (x) => await later(x > 3)), items.some(async (x) => await later(x > 4))];
const all = [items.every(async (x) => await later(x > 1)), items.every(async (x) => await later(x > 0))];
console.log(`some: ${some.join(' ')}, every: ${all.join(' ')}`);
const last = store.items.findLast(isEven), none = items.find(async (x) => {
  return (await later(x)) > 4;
});
console.log(last, none);
console.log(items.findIndex(isEven), items.findLastIndex(async (x) => await later(x > 9)));
for (const found of [items.find(isEven)]) console.log(found, await find(items, 9));
const turned = [3, 1, 4, 2];
turned.sort(async (a, b) => (await later(a)) - (await later(b)));
console.log(turned);
console.log(await items.reduce(async (total, x) => total + (await later(x * 2)), 0));
const big = items.filter(async (x) => (await later(x)) > 2, null);
console.log(big);
console.log('loops:', await early(items, 3), await early(items, 4), await every(items, 5), await find(items, 2), await find(items, 5));
