import http from 'node:http';
import { writeFile, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';

const server = http.createServer((request, response) => response.end());
server.listen(8080);

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(1), 10_000).unref();
});

process.on('SIGINT', async () => {
  await close();
  process.exit(0);
});

// ends at once, but hands over to what closes
process.on('SIGHUP', () => {
  closeAll();
  process.exit(0);
});

async function close() {
  await new Promise((resolve) => server.close(resolve));
}

async function noAwait(state) {
  writeFileSync('state.json', state);
}

export function done(state) {
  noAwait(state);
  process.exit(0);
}

export function otherBranch(state) {
  if (state.later) {
    close();
    return;
  }
  process.exit(0);
}

export function ended(state) {
  close().then(() => process.exit(0), () => process.exit(1));
}

export async function waited(state) {
  const closing = close();
  await closing;
  process.exit(0);
}

export async function waitedForAnother() {
  rm('lock');
  await close();
  process.exit(0);
}

process.on('exit', () => {
  writeFileSync('last', 'words');
});

process.on('exit', async () => {
  writeFileSync('last', 'words');
});

process.on('beforeExit', async () => {
  await close();
});

export function plain() {
  console.error('usage: …');
  process.exit(2);
}

export function shadowed(process) {
  close();
  process.exit(0);
}

export function later() {
  close();
  return () => process.exit(0);
}

export function behind(state) {
  if (state.done) process.exit(0);
  close();
}

export function toldOne(done) {
  server.close(done);
  process.exit(0);
}

export function toldAll(listeners) {
  server.close(...listeners);
  process.exit(0);
}

export function others(db, get) {
  server.unref();
  db.close();
  get().close();
  process.exit(0);
}

export function socket(url) {
  const client = new WebSocket(url);
  client.close();
  process.exit(0);
}

worker.on('exit', async () => {
  await close();
});

worker.on('SIGTERM', () => process.exit(0));

process.on('exit');
