#!/usr/bin/env node
import { spawn } from 'node:child_process';

const child = spawn('ls');
child.on('error', (err) => {
  console.error(err);
});
child.stdout.pipe(process.stdout);
