function count(limit) {
  let found = 0;
  for (let i = 0; i < 10_000_000; i++) found += i % limit;
  return found;
}

async function show(limit) {
  document.title = `${count(limit)}`; // expect
}
