async function isAllowed(user) {
  return (await fetch(`/users/${user}`)).ok;
}

async function handle(user) {
  if (await isAllowed(user)) return 'welcome'; // expect[error]: as a condition
  while (!await isAllowed(user)) console.log('wait'); // expect
  const word = await isAllowed(user) ? 'yes' : 'no'; // expect
  const both = await isAllowed(user) && word; // expect
  const text = `allowed: ${await isAllowed(user)}`; // expect: as text
  const sum = await isAllowed(user) + 1; // expect
  const same = await isAllowed(user) === true; // expect
  const length = (await isAllowed(user)).length; // expect: `.length` is read
  for (const x of await isAllowed(user)) console.log(x); // expect
  return [both, text, sum, same, length, (await fetch('/')).status]; // expect
}

class Store {
  async has(key) {
    return (await fetch(key)).ok;
  }
  get(key) {
    if (!this.has(key)) return null; // expect
    return key;
  }
}
