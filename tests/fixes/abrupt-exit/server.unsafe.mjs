// A server that is closing tells when it is closed; then the process ends.
import http from 'node:http';

const server = http.createServer();

function stop() {
  server.close();
  process.exit(0);
}

server.on('close', () => console.log('closed'));
server.listen(0, stop);

// after:
// closed
