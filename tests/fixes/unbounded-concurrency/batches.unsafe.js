// The same results in the same order, but ten at a time.
let running = 0;
let peak = 0;

async function work(n) {
  running += 1;
  peak = Math.max(peak, running);
  await new Promise((resolve) => setTimeout(resolve, n % 3));
  running -= 1;
  return n * 2;
}

async function returned(numbers) {
  return Promise.all(numbers.map((n) => work(n)));
}

async function named(numbers) {
  const doubled = await Promise.all(numbers.filter((n) => n % 2).map((n) => work(n)));
  return doubled;
}

async function statement(numbers) {
  const seen = [];
  await Promise.all(Array.from(numbers, async (n) => {
    seen.push(await work(n));
  }));
  return seen.sort((a, b) => a - b);
}

async function settled(numbers) {
  const results = await Promise.allSettled(numbers.map((n) => work(n)));
  return results.map((r) => (r.status === 'fulfilled' ? r.value : r.reason));
}

async function main() {
  const numbers = Array.from({ length: 60 }, (_, n) => n);
  for (const f of [returned, named, statement, settled]) {
    peak = 0;
    const results = await f(new Set(numbers).size === 60 && f === statement ? new Set(numbers) : numbers);
    console.log(results.length, results.slice(0, 4).join(), results.at(-1), peak);
  }
}

main();
// after:
// 60 0,2,4,6 118 10
// 30 2,6,10,14 118 10
// 60 0,2,4,6 118 10
// 60 0,2,4,6 118 10
