// start.mjs - from nothing to an answer: one small file on the command line, beside /bin/true; a server until the first
// diagnostics of 10,000 lines, beside the parse of them, and less what a server costs that only echoes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { check, commands, configure, HOME, servers } from './peers.mjs';
import { Session } from './session.mjs';
import { longFile } from './sources.mjs';
import { QUICK, median, now, short, spent, spread, tool } from './stats.mjs';

const ROUNDS = QUICK ? 7 : 25, SLOW_ROUNDS = QUICK ? 1 : 3;
const SMALL = { python: 'import time\n\n\nasync def tick():\n    time.sleep(1)\n', javascript: 'async function tick(list) {\n  for (const a of list) await a();\n}\n' };

// A file of some hundred lines would take longer; a start is to be seen.
async function commandLine(language, tell) {
  const folder = mkdtempSync(join(tmpdir(), 'asynclint-bench-'));
  try {
    configure(folder, language);
    const path = join(folder, `small.${language === 'python' ? 'py' : 'mjs'}`);
    writeFileSync(path, SMALL[language]);
    const nothing = { name: '/bin/true', command: '/bin/true', args: [] };
    const rows = [nothing, check(path, 1), ...commands(language, path, 1).filter(({ name }) => !['asynclint', 'tree-sitter'].includes(name))];
    for (const row of rows) row.runs = [];
    for (let i = 0; i < ROUNDS; i++)
      for (const row of rows)
        if (i < SLOW_ROUNDS || ['/bin/true', 'asynclint', 'ast-grep'].includes(row.name)) row.runs.push((await spent(row.command, row.args, { cwd: folder, env: row.env })).wall);
    return rows.map(({ name, runs }) => {
      const ratio = spread(runs.map((wall) => wall / median(rows[0].runs)));
      tell(`${language}, a small file: ${name.padEnd(10)} ${ratio} × /bin/true`);
      return { language, name, ratio, median: median(runs) / median(rows[0].runs) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function firstDiagnostics(server, language, path, text) {
  const began = now(), session = new Session({ ...server, root: configure(join(HOME, language), language) });
  try {
    await session.initialize();
    await session.open(join(HOME, language, basename(path)), language, text);
    return now() - began;
  } finally {
    await session.close();
  }
}

async function serverStart(language, tell) {
  const path = longFile(language, 10_000), text = readFileSync(path, 'utf8');
  const rows = servers(language).map((server) => ({ ...server, times: [] })), parses = [];
  for (let i = 0; i < (QUICK ? 3 : 9); i++) {
    parses.push(Number((await spent(tool('parse'), ['1', path], { output: true })).output.split(' ')[1]) * 1000);
    for (const row of rows)
      if (i < SLOW_ROUNDS || !row.every)
        try {
          row.times.push(await firstDiagnostics(row, language, path, text));
        } catch (error) {
          tell(`${row.name}: ${error.message}`);
        }
  }
  const floor = median(rows[0].times);
  return rows.filter(({ times }) => times.length).map(({ name, times }) => {
    const ratio = spread(times.map((ms, i) => ms / parses[i])), above = spread(times.map((ms, i) => (ms - floor) / parses[i]));
    tell(`${language}, first diagnostics of 10,000 lines: ${name.padEnd(10)} ${ratio} × the parse, ${above} without the echo's  [${short(median(times))} ms]`);
    return { language, name, ratio, above };
  });
}

export async function start(tell) {
  const results = { small: [], server: [] };
  for (const language of ['python', 'javascript']) {
    results.small.push(...(await commandLine(language, tell)));
    results.server.push(...(await serverStart(language, tell)));
  }
  return results;
}
