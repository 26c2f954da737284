async function isAllowed(user) {
  return (await fetch(`/users/${user}`)).ok;
}

async function handle(user) {
  if (await isAllowed(user)) return 'welcome';
  while (!await isAllowed(user)) console.log('wait');
  const word = await isAllowed(user) ? 'yes' : 'no';
  const both = await isAllowed(user) && word;
  const text = `allowed: ${await isAllowed(user)}`;
  const sum = await isAllowed(user) + 1;
  const same = await isAllowed(user) === true;
  const length = (await isAllowed(user)).length;
  for (const x of await isAllowed(user)) console.log(x);
  return [both, text, sum, same, length, (await fetch('/')).status];
}

class Store {
  async has(key) {
    return (await fetch(key)).ok;
  }
  get(key) {
    if (!this.has(key)) return null;
    return key;
  }
}

import { readFile } from 'node:fs/promises';

async function ofLibrary(name) {
  if (await readFile(name)) return 'there';
  return (await readFile(name)).length;
}
