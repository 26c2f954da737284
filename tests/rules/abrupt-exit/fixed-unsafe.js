import http from 'node:http';
import { exit } from 'node:process';
import { writeFile } from 'node:fs/promises';

const server = http.createServer((request, response) => response.end());
server.listen(8080);

process.on('SIGTERM', () => {
  console.log('stopping');
  server.close(() => process.exit(0));
});

process.once('SIGINT', stopNow);

function stopNow() {
  console.log('bye');
  process.exit(130);
}

async function save(state) {
  await writeFile('state.json', JSON.stringify(state));
}

export function quit(state) {
  save(state).finally(() => exit());
}

export async function quitLater(state) {
  await save(state);
  console.log('saved?');
  if (state.done) {
    process.exit(0);
  }
}

process.on('exit', async () => {
  await save({});
});

await save({}).catch(console.error);
process.exit(1);

export function byType() {
  const httpd = http.createServer();
  httpd.close(() => process.exit(0));
}

export function byName(apiServer) {
  apiServer.close();
  console.log('closing');
  process.exit(0);
}

export async function notAPromise() {
  server.close(() => process.exit(0));
}

export function returned() {
  server.close();
  return process.exit(0);
}

export function commented() {
  server.close();
  // now
  process.exit(0);
}

export function conditional(failed) {
  server.close();
  failed && process.exit(1);
}

export function perhapsClosed(isOpen) {
  isOpen && server.close();
  process.exit(0);
}

export function asArgument() {
  server.close();
  console.log(process.exit(1));
}

function start(state) {
  return save(state);
}

export function throughHelper(state) {
  start(state).finally(() => process.exit(0));
}

export function awaitOfAnother(state) {
  save(state);
  const again = async () => {
    await save(state);
  };
  process.exit(0);
  return again;
}

export async function awaitBefore(state) {
  await save({});
  await save(state);
  process.exit(0);
}

export async function awaitBehind(state) {
  if (state.done) {
    await save(state);
    process.exit(0);
  }
  await save(state);
}
