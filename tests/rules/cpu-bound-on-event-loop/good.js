import crypto from 'node:crypto';
import zlib from 'node:zlib';
import { promisify } from 'node:util';

const secret = crypto.scryptSync('password', 'salt', 64);

export async function hash(password, salt) {
  return [secret, await promisify(crypto.scrypt)(password, salt, 64)];
}

export function synchronous(password) {
  return crypto.scryptSync(password, 'salt', 64);
}

export async function quick(data) {
  crypto.createHash('sha256').update(data).digest();
  return [crypto.randomBytes(16), JSON.parse(data), zlib.createGzip()];
}

export async function small() {
  for (let i = 0; i < 1000; i++) console.log(i);
}

export async function yields(n) {
  for (let i = 0; i < 1e7; i++) {
    if (i % 1000 === 0) await new Promise(setImmediate);
  }
  return n;
}

export async function overData(groups) {
  for (const group of groups) for (const item of group) for (const part of item) console.log(part);
}

export async function leaves(list) {
  while (true) {
    if (!list.pop()) break;
  }
}

export function notOnTheLoop() {
  for (let i = 0; i < 1e9; i++);
}

export async function changes(state) {
  while (!state.ready) state.step();
}

export async function own(crypto) {
  return crypto.scryptSync('x', 'y', 64);
}

export async function withCallbacks(data, key, signature, done) {
  crypto.sign('sha256', data, key, done);
  crypto.verify('sha256', data, key, signature, done);
}
