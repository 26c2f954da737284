import http from 'node:http';
import { exit } from 'node:process';
import { writeFile } from 'node:fs/promises';

const server = http.createServer((request, response) => response.end());
server.listen(8080);

process.on('SIGTERM', () => {
  console.log('stopping');
  server.close();
  process.exit(0); // expect: while `server.close` is under way
});

process.once('SIGINT', stopNow);

function stopNow() {
  console.log('bye');
  process.exit(130); // expect: this signal ends the process at once
}

async function save(state) {
  await writeFile('state.json', JSON.stringify(state));
}

export function quit(state) {
  save(state);
  exit(); // expect: while `save` is under way
}

export async function quitLater(state) {
  save(state);
  console.log('saved?');
  if (state.done) {
    process.exit(0); // expect
  }
}

process.on('exit', async () => { // expect: as soon as the listeners of `exit` return
  await save({});
});

save({}).catch(console.error);
process.exit(1); // expect

export function byType() {
  const httpd = http.createServer();
  httpd.close();
  process.exit(0); // expect: while `httpd.close` is under way
}

export function byName(apiServer) {
  apiServer.close();
  console.log('closing');
  process.exit(0); // expect: while `apiServer.close` is under way
}

export async function notAPromise() {
  server.close();
  process.exit(0); // expect: while `server.close` is under way
}

export function returned() {
  server.close();
  return process.exit(0); // expect: while `server.close` is under way
}

export function commented() {
  server.close();
  // now
  process.exit(0); // expect: while `server.close` is under way
}

export function conditional(failed) {
  server.close();
  failed && process.exit(1); // expect: while `server.close` is under way
}

export function perhapsClosed(isOpen) {
  isOpen && server.close();
  process.exit(0); // expect: while `server.close` is under way
}

export function asArgument() {
  server.close();
  console.log(process.exit(1)); // expect: while `server.close` is under way
}

function start(state) {
  return save(state);
}

export function throughHelper(state) {
  start(state);
  process.exit(0); // expect: while `start` is under way
}

export function awaitOfAnother(state) {
  save(state);
  const again = async () => {
    await save(state);
  };
  process.exit(0); // expect: while `save` is under way
  return again;
}

export async function awaitBefore(state) {
  await save({});
  save(state);
  process.exit(0); // expect: while `save` is under way
}

export async function awaitBehind(state) {
  if (state.done) {
    save(state);
    process.exit(0); // expect: while `save` is under way
  }
  await save(state);
}
