function _primes(limit) {
  let found = 0;
  if (limit < 0) throw new RangeError('no limit');
  for (let i = 2; i < limit; i++) {
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

onmessage = ({ data }) => postMessage(_primes(...data));
