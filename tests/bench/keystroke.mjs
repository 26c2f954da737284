// keystroke.mjs - one typed letter until the diagnostics come, in a file of 10,000 lines.
//
// Whole lines with quotes and brackets are typed at random places, letter by letter, into all servers in turn at each
// place, so that a busy machine is busy for all. The ratios are of medians, 95th percentiles and worst, each to that
// of the server that only echoes; the spread is that of thirds of the places. What a letter costs of the processor, all
// that is done behind it included, is told too: other work of the machine hardly touches that.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { configure, HOME, servers } from './peers.mjs';
import { processor } from './processes.mjs';
import { Session } from './session.mjs';
import { longFile } from './sources.mjs';
import { QUICK, chance, median, now, percentile, short, sleep, spread } from './stats.mjs';

const LINES = 10_000, PLACES = QUICK ? 12 : 60;
const PERIOD = 45; // ms between two letters, at least
// When a line is whole, so is the text for every parser: `await` where it may stand, names that nothing else declares.
const TYPED = {
  python: ["await foo(bar, 'x')", 'items["a"] = [1, 2]', 'print(f"{a!r}: {b}")', 'x = {k: v for k in y}', 'log("""all""", (a, b))', "if x: y = 'it\\'s' # ("],
  javascript: ["foo(bar, ['x'], a.b);", 'items["a"] = [1, {}];', 'log(`${a}: ${b[0]}`);', 'x = async () => { await b(); };', 'y = /[(]"/.test(a);', "if (x) y = 'it\\'s'; // {"],
};

// A line of a block, behind which another can stand.
function places(lines, language, count) {
  const statement = language === 'python' ? /^ {4,}[a-z_.]+(\(.*\)| = [^([{"']*[\w)])$/ : /^ {2,}[\w.]+(\(.*\)| = [^([{"'`]*[\w)]);$|^\t+[\w.]+(\(.*\)| = [^([{"'`]*[\w)]);$/;
  const fit = lines.flatMap((line, i) => (statement.test(line) && i > 20 ? [i] : []));
  const random = chance(7);
  return Array.from({ length: count }, () => fit[Math.floor(random() * fit.length)]).sort((a, b) => b - a); // from the end on
}

async function start(server, path, language, text) {
  const session = new Session({ ...server, root: configure(join(HOME, language), language) });
  await session.initialize();
  await session.open(join(HOME, language, basename(path)), language, text);
  return session;
}

// Milliseconds of each letter, the new line included.
async function typeLine(session, line, text) {
  const times = [];
  let at = line, character = session.lines[line].length;
  const indent = /^\s*/.exec(session.lines[line])[0];
  for (const piece of [`\n${indent}`, ...text]) {
    const began = now();
    times.push(await session.change(at, character, 0, piece));
    character = piece === `\n${indent}` ? indent.length : character + 1;
    if (piece === `\n${indent}`) at++;
    await sleep(Math.max(5, began + PERIOD - now()));
  }
  return times;
}

async function typeAll(language, path, tell) {
  const text = readFileSync(path, 'utf8'), lines = text.split('\n');
  const taking = [];
  for (const server of servers(language))
    try {
      taking.push({ ...server, times: [], cpu: 0, session: await start(server, path, language, text) });
    } catch (error) {
      tell(`${server.name} gave no diagnostics: ${error.message}`);
    }
  try {
    await sleep(1000);
    for (const [i, line] of places(lines, language, PLACES).entries())
      for (const server of taking) {
        if (i % (server.every ?? 1) || server.failed) continue;
        try {
          const before = processor(server.session.process.pid);
          server.times.push(await typeLine(server.session, line, TYPED[language][i % TYPED[language].length]));
          server.cpu += processor(server.session.process.pid) - before;
        } catch (error) {
          server.failed = error.message;
          tell(`${server.name}: ${error.message}`);
        }
      }
  } finally {
    await Promise.all(taking.map((server) => server.session.close()));
  }
  return taking.filter(({ times }) => times.length);
}

const thirds = (times) => [0, 1, 2].map((k) => times.filter((_, i) => i % 3 === k).flat()).filter((part) => part.length);

function figures({ name, times, cpu, session }, echo) {
  const all = times.flat(), parts = thirds(times), floors = thirds(echo.times);
  const ratio = (share) => spread(parts.map((part, i) => percentile(part, share) / percentile(floors[i], share)));
  return {
    name, keystrokes: all.length, cpu: cpu / all.length, found: session.found,
    median: percentile(all, 0.5) / percentile(echo.times.flat(), 0.5), ratios: [0.5, 0.95].map(ratio),
    p95: percentile(all, 0.95) / percentile(echo.times.flat(), 0.95), worst: Math.max(...all) / Math.max(...echo.times.flat()),
    worstOfMedian: Math.max(...all) / median(echo.times.flat()), ms: [0.5, 0.95, 1].map((share) => percentile(all, share)),
  };
}

export async function keystroke(tell) {
  const results = {};
  for (const language of ['python', 'javascript']) {
    const taking = await typeAll(language, longFile(language, LINES), tell);
    const echo = taking.find(({ name }) => name === 'echo');
    results[language] = taking.map((server) => figures(server, echo));
    for (const { name, keystrokes, cpu, found, ratios, worst, ms } of results[language])
      tell(`${language} ${name.padEnd(10)} ${String(keystrokes).padStart(5)} keystrokes: ${ratios[0]} × echo, 95 %: ${ratios[1]} ×, worst ${short(worst)} ×` +
        `   [${ms.map((each) => each.toFixed(2)).join(' / ')} ms, ${cpu.toFixed(2)} ms of the processor, ${found} diagnostics]`);
  }
  return results;
}

