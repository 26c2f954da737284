// index.mjs - what the index costs, in time and memory: of Python's standard library (without its tests), of django
// when it is installed, and of a home-made tree of 10,000 files.
//
// First the parts, each beside the bare parse (index.c), then a server that looks at the whole
// folder: its time beside that parse, and the most memory that it had.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { BUILD, QUICK, tool } from './stats.mjs';
import { makeTree } from './tree.mjs';

// Where Python has a module; undefined when it has none, or is not there.
function pythonFolder(module) {
  const { stdout } = spawnSync('python3', ['-c', `import os, ${module}; print(os.path.dirname(${module}.__file__))`], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}

// A session that only asks when all is known.
async function serve(folder) {
  const server = spawn(join(BUILD, 'asynclint'), ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const send = (message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const uri = pathToFileURL(folder).href;
  send({
    id: 1, method: 'initialize',
    params: { processId: process.pid, workspaceFolders: [{ uri, name: 'w' }], capabilities: {}, initializationOptions: { diagnosticMode: 'workspace' } },
  });
  send({ method: 'initialized', params: {} });
  send({ id: 2, method: 'asynclint/settled', params: {} });
  let text = '';
  await new Promise((done) => server.stdout.on('data', (bytes) => {
    text = (text + bytes).slice(-1e6);
    if (/"id": ?2\b/.test(text)) done();
  }));
  const [user, system] = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  const [, peak] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'));
  server.kill();
  return { seconds: (Number(user) + Number(system)) / 100, megabytes: Number(peak) / 1024 };
}

async function measure(folder) {
  const { stdout, status } = spawnSync(tool('index'), [folder], { encoding: 'utf8' });
  process.stdout.write(stdout);
  if (status !== 0) throw new Error(`bench_index ended with ${status}`);
  const [, size] = /files, ([\d.]+) MB/.exec(stdout), [, parse] = /parse +([\d.]+) s/.exec(stdout);
  const { seconds, megabytes } = await serve(folder);
  console.log(`  ${'a server that looks at all of it'.padEnd(44)} ${(seconds / Number(parse)).toFixed(4).padStart(8)} of the parse`);
  console.log(`  ${'its memory, at most'.padEnd(44)} ${(megabytes / Number(size)).toFixed(2).padStart(8)} bytes a byte of source\n`);
}

export async function index() {
  const home = mkdtempSync(join(tmpdir(), 'asynclint-bench-'));
  try {
    const library = pythonFolder('os'), own = join(home, 'library');
    if (library) cpSync(library, own, { recursive: true, filter: (path) => !['site-packages', 'dist-packages', 'test'].includes(basename(path)) });
    for (const folder of [own, QUICK ? undefined : pythonFolder('django')]) if (folder && existsSync(folder)) await measure(folder);
    makeTree(join(home, 'tree'), QUICK ? 1000 : 10_000);
    await measure(join(home, 'tree'));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
