import crypto from 'node:crypto';
import { gzipSync, gzip } from 'zlib';
import bcrypt from 'bcrypt';
import express from 'express';
import { promisify } from 'node:util';

const app = express();

export async function hash(password, salt) {
  const key = await promisify(crypto.scrypt)(password, salt, 64);
  const other = (await promisify(crypto.pbkdf2)(password, salt, 100000, 64, 'sha512')).toString('hex');
  return [key, other, await bcrypt.hash(password, 10)];
}

export async function pack(data) {
  return await promisify(gzip)(data, { level: 9 });
}

app.get('/sum', (request, response) => {
  let sum = 0;
  for (let i = 0; i < 1e9; i++) sum += i;
  response.json(sum);
});

export async function multiply(a, b, n) {
  const c = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++) c[i * n + j] += a[i * n + k] * b[k * n + j];
  return c;
}

export async function waits(state) {
  while (!state.ready) {}
}

function slow(password) {
  return crypto.scryptSync(password, 'salt', 64);
}

export async function register(password) {
  return slow(password);
}
