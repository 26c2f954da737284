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
