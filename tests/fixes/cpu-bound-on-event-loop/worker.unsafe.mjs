function primes(limit, from) {
  let found = 0;
  for (let i = from; i < limit; i++) {
    let divisors = 0;
    for (let k = 2; k < i; k++) {
      for (let j = 0; j < limit; j++) {
        if (j === 0 && i % k === 0) divisors++;
      }
    }
    if (divisors === 0) found++;
  }
  return found;
}

async function count(limit) {
  return primes(limit, 2) + primes(10, 2);
}

console.log(await count(100));
