async function isAllowed(user) {
  return (await fetch(`/users/${user}`)).ok;
}

async function handle(user) {
  if (isAllowed(user)) return 'welcome'; // expect[error]: as a condition
  while (!isAllowed(user)) console.log('wait'); // expect
  const word = isAllowed(user) ? 'yes' : 'no'; // expect
  const both = isAllowed(user) && word; // expect
  const text = `allowed: ${isAllowed(user)}`; // expect: as text
  const sum = isAllowed(user) + 1; // expect
  const same = isAllowed(user) === true; // expect
  const length = isAllowed(user).length; // expect: `.length` is read
  for (const x of isAllowed(user)) console.log(x); // expect
  return [both, text, sum, same, length, fetch('/').status]; // expect
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

import { readFile } from 'node:fs/promises';

async function ofLibrary(name) {
  if (readFile(name)) return 'there'; // expect: as a condition
  return readFile(name).length; // expect
}
