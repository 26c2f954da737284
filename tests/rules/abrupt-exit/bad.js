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
