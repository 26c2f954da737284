import { apiServer } from './server.js';

apiServer.listen(3000);

process.on('SIGTERM', () => process.exit(0)); // expect: this signal ends the process at once
