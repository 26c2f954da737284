#!/usr/bin/env node
// record.mjs - stands between an editor and the server, and writes down what passes, for sessions.test.mjs.
//
//   ASYNCLINT=$PWD/tests/protocol/record.mjs RECORD_TO=FOLDER node --test tests/editors/nvim/nvim.test.mjs
//
// Each session becomes a file of FOLDER, one message a line: {"client": MESSAGE}, or {"server": what is compared of
// it}. The folder that the editor worked in is written as /SESSION, its process as 0. RECORD_PROGRAM is the server.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { essence } from './essence.mjs';
import { Frames, ROOT } from './wire.mjs';

const program = resolve(ROOT, process.env.RECORD_PROGRAM || 'build/asynclint');
const child = spawn(program, process.argv.slice(2), { stdio: ['pipe', 'pipe', 'inherit'] });
process.title = 'asynclint'; // as which editors' tests look for it
const folder = process.env.RECORD_TO;
const file = folder && process.argv[2] === 'lsp' && join(folder, `${Date.now()}-${process.pid}.jsonl`);
if (file) mkdirSync(folder, { recursive: true });

// The temporary folder that the editor works in, and its process.
const neutral = (line) => line.replaceAll(/\/tmp\/[a-z]+-\w{6}\b/g, '/SESSION').replace(/"processId":\d+/, '"processId":0');

function pass(from, to, note) {
  const frames = new Frames();
  from.on('data', (bytes) => {
    to.write(bytes);
    if (file) for (const message of frames.feed(bytes)) note(message);
  });
  from.on('end', () => to.end());
  to.on('error', () => {});
}

pass(process.stdin, child.stdin, (message) => appendFileSync(file, `${neutral(JSON.stringify({ client: message }))}\n`));
pass(child.stdout, process.stdout, (message) => {
  const what = essence(message);
  if (what) appendFileSync(file, `${neutral(JSON.stringify({ server: what }))}\n`);
});
child.on('exit', (status, signal) => process.exit(signal ? 1 : status));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
