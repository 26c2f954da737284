// What succeeds is kept, what is rejected is logged; before: fails
console.error = (reason) => console.log('logged', reason.message);

async function work(n) {
  if (n === 1) throw new Error('number one');
  return n * 10;
}

async function main(numbers) {
  const found = await Promise.all(numbers.map((n) => work(n)));
  for (const one of found) console.log(one);
}

async function discarded(numbers) {
  await Promise.allSettled(numbers.map((n) => work(n)));
}

main([0, 1, 2]).then(() => discarded([1, 2]));
// after:
// logged number one
// 0
// 20
// logged number one
