import crypto from 'node:crypto';

export async function counts(state) {
  for (;;) { // expect: never ends
    state.count += 1;
  }
}

export async function forever(state) {
  while (true) { // expect: never ends
    state.count += 1;
  }
}

function slow(password) {
  return crypto.scryptSync(password, 'salt', 64);
}

export async function awaited(password) {
  return await slow(password); // expect
}
