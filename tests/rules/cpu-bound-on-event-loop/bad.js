import crypto from 'node:crypto';
import { gzipSync } from 'zlib';
import bcrypt from 'bcrypt';
import express from 'express';

const app = express();

export async function hash(password, salt) {
  const key = crypto.scryptSync(password, salt, 64); // expect: use `crypto.scrypt`
  const other = crypto.pbkdf2Sync(password, salt, 100000, 64, 'sha512').toString('hex'); // expect
  return [key, other, bcrypt.hashSync(password, 10)]; // expect
}

export async function pack(data) {
  return gzipSync(data, { level: 9 }); // expect[hint]
}

app.get('/sum', (request, response) => {
  let sum = 0;
  for (let i = 0; i < 1e9; i++) sum += i; // expect: this loop in the request handler
  response.json(sum);
});

export async function multiply(a, b, n) {
  const c = [];
  for (let i = 0; i < n; i++) // expect
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++) c[i * n + j] += a[i * n + k] * b[k * n + j];
  return c;
}

export async function waits(state) {
  while (!state.ready) {} // expect
}

function slow(password) {
  return crypto.scryptSync(password, 'salt', 64);
}

export async function register(password) {
  return slow(password); // expect
}
