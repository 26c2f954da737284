// memory.mjs - what a server holds with a file of 10,000 lines open, and after thousands of edits; the most that the
// command line holds, against the number of files.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { check, configure, HOME, servers } from './peers.mjs';
import { Session } from './session.mjs';
import { longFile } from './sources.mjs';
import { QUICK, chance, short, sleep, spent } from './stats.mjs';
import { makeTree } from './tree.mjs';

const EDITS = QUICK ? 1000 : 10_000, AT_ONCE = 50; // edits that are sent before an answer is waited for
const COUNTS = QUICK ? [100, 1000, 10_000] : [100, 1000, 10_000, 100_000];

async function opened(server, language, path, tell) {
  const session = new Session({ ...server, root: configure(join(HOME, language), language) });
  try {
    await session.initialize();
    await session.open(join(HOME, language, basename(path)), language, readFileSync(path, 'utf8'));
    await sleep(1000);
    const { rss, peak } = session.memory();
    const row = { language, name: server.name, rss, peak };
    if (server.name === 'asynclint') row.edited = await edited(session);
    const after = row.edited ? `; after ${row.edited.map(({ edits, rss: held }) => `${edits} edits ${short(held)}`).join(', ')}` : '';
    tell(`${language}, 10,000 lines open: ${server.name.padEnd(10)} ${short(rss)} MB, at most ${short(peak)}${after}`);
    return row;
  } catch (error) {
    tell(`${server.name}: ${error.message}`);
    return undefined;
  } finally {
    await session.close();
  }
}

// A name typed and taken away again, at random places.
async function edited(session) {
  const random = chance(3), held = [];
  for (let edits = 0; edits < EDITS; edits += AT_ONCE) {
    for (let i = 0; i < AT_ONCE / 2; i++) {
      const line = Math.floor(random() * session.lines.length), last = i + 1 === AT_ONCE / 2;
      session.change(line, 0, 0, 'x').catch(() => {});
      const answer = session.change(line, 0, 1, '');
      if (last) await answer;
      else answer.catch(() => {});
    }
    if ([0.1, 0.5, 1].some((share) => edits + AT_ONCE === EDITS * share)) held.push({ edits: edits + AT_ONCE, rss: session.memory().rss });
  }
  return held;
}

async function ofTrees(tell) {
  const rows = [], home = mkdtempSync(join(tmpdir(), 'asynclint-bench-'));
  try {
    for (const files of COUNTS) {
      makeTree(join(home, String(files)), files);
      const { command, args } = check(join(home, String(files)), 2);
      const whole = await spent(command, args), alone = await spent(command, [...args, '--no-workspace']);
      rows.push({ files, peak: whole.peak, alone: alone.peak, cpu: whole.cpu });
      tell(`the command line over ${files} files: ${short(whole.peak)} MB at most, ${short(alone.peak)} when each is looked at on its own`);
      rmSync(join(home, String(files)), { recursive: true });
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return rows;
}

export async function memory(tell) {
  const open = [];
  for (const language of ['python', 'javascript'])
    for (const server of servers(language)) open.push(await opened(server, language, longFile(language, 10_000), tell));
  return { open: open.filter(Boolean), trees: await ofTrees(tell) };
}
