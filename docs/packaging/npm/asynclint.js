#!/usr/bin/env node
// Runs the program of this machine's platform package, as if it had been called itself.
'use strict';
const { spawn } = require('node:child_process');

const platform = `${process.platform}-${process.arch}`;

function fail(message) {
  console.error(`asynclint: ${message}`);
  process.exit(2);
}

function find() {
  try {
    return require.resolve(`@asynclint/${platform}/bin/asynclint`);
  } catch {
    const { optionalDependencies } = require('../package.json');
    const known = Object.keys(optionalDependencies).map((name) => name.replace('@asynclint/', ''));
    return fail(known.includes(platform)
      ? `the package @asynclint/${platform} is missing; install asynclint without --no-optional`
      : `there is no program for ${platform}, only for ${known.join(', ')}`);
  }
}

const program = find();
// First, so that none comes in between: they are handled when the program runs.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
const child = spawn(program, process.argv.slice(2), { stdio: 'inherit' });
child.on('error', (error) => fail(error.message));
child.on('exit', (code, signal) => {
  if (!signal) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
