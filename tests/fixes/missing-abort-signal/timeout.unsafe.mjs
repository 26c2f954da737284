import { createServer } from 'node:http';
import { once } from 'node:events';

const server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}`;

async function load(path) {
  const response = await fetch(base + path);
  return response.text();
}

async function put(path) {
  const response = await fetch(`${base}${path}`, { method: 'PUT', headers: {} });
  return response.text();
}

console.log(await load('/a'), await put('/b'));
server.close();
server.closeAllConnections();
