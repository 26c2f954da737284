import express from 'express';

const app = express();
app.get('/', (request, response) => response.end());
app.listen(3000);

process.on('SIGTERM', () => process.exit(0)); // expect: this signal ends the process at once
