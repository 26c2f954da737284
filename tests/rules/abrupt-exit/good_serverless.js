import express from 'express';
import { emitter } from './emitter.js';

const app = express();
app.get('/', (request, response) => response.end());
emitter.listen('closed');
express().listen(3000);

process.on('SIGTERM', () => process.exit(0));
