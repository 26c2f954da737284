// compare.mjs FOLDER PEERS.json [TOPIC] - what peers.mjs found in FOLDER beside what asynclint finds there, place by place
// (a file and a line), by the topics of topics.mjs: by both, by others alone, by asynclint alone; and why, by the reasons
// of reasons.mjs and reviewed.tsv. It fails when a place has no reason, or a line of reviewed.tsv no place. With a TOPIC
// its places are printed. asynclint's findings of all severities count. $ASYNCLINT is the program.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REASONS } from './reasons.mjs';
import { findingsOf } from './sample.mjs';
import { TOPICS } from './topics.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const VERDICTS = { theirs: 'theirs wrong', ours: 'ours wrong', design: 'by design' };

// A line is TOPIC, PATH:LINE, VERDICT, WHY, with tabs between.
function readReviewed() {
  const lines = readFileSync(join(HERE, 'reviewed.tsv'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(lines.map((line) => line.split('\t')).map(([topic, place, verdict, why]) => [`${topic}\t${place}`, { topic, place, verdict, why }]));
}

const lines = new Map();
function textOf(path, line) {
  if (!lines.has(path)) lines.set(path, readFileSync(path, 'utf8').split('\n'));
  return lines.get(path)[line - 1].trim();
}

function placesOf(findings) {
  const places = new Map();
  for (const each of findings) places.set(`${each.path}:${each.line}`, [...(places.get(`${each.path}:${each.line}`) ?? []), each]);
  return places;
}

function reasonOf(topic, side, key, found, folder, reviewed) {
  const line = reviewed.get(`${topic}\t${key}`);
  if (line) return Object.assign(line, { used: true });
  const { path, line: number } = found[0];
  const place = {
    path: resolve(folder, path), line: number, text: textOf(resolve(folder, path), number), finding: found[0],
    tools: [...new Set(found.map(({ tool }) => tool))], rules: [...new Set(found.map(({ rule }) => rule))],
  };
  return (REASONS[topic] ?? []).find((reason) => reason.side === side && reason.where(place));
}

// What is said of one topic: { both, peer: [place], ours: [place] }, a place with its key, its text and its reason.
function compare(topic, peers, own, folder, reviewed) {
  const { files, peers: rules, ours } = TOPICS[topic];
  const theirs = placesOf(peers.filter(({ tool, rule, path }) => files.test(path) && rules.includes(`${tool} ${rule}`)));
  const mine = placesOf(own.filter(({ rule, path }) => files.test(path) && ours.includes(rule)));
  const alone = (side, here, there) => [...here].filter(([key]) => !there.has(key)).map(([key, found]) => ({
    key, side, who: [...new Set(found.map(({ tool, severity }) => tool ?? severity))].join('+'), text: textOf(resolve(folder, found[0].path), found[0].line),
    reason: reasonOf(topic, side, key, found, folder, reviewed),
  }));
  return { both: [...theirs.keys()].filter((key) => mine.has(key)).length, peer: alone('peer', theirs, mine), ours: alone('ours', mine, theirs) };
}

function printReasons(places) {
  const groups = new Map();
  for (const { side, reason } of places) {
    const name = `${side === 'peer' ? 'only others' : 'only asynclint'}, ${VERDICTS[reason?.verdict] ?? 'NO REASON'}: ${reason?.why ?? ''}`;
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  for (const [name, count] of [...groups].sort((a, b) => b[1] - a[1])) console.log(`  ${String(count).padStart(4)} ${name}`);
}

function main([folder, file, wanted]) {
  if (!file || (wanted && !TOPICS[wanted])) {
    console.error(`Usage: node compare.mjs FOLDER PEERS.json [TOPIC]\nTopics: ${Object.keys(TOPICS).join(', ')}`);
    process.exit(2);
  }
  const peers = JSON.parse(readFileSync(file, 'utf8'));
  const own = findingsOf(folder, ['--min-severity', 'hint']);
  const reviewed = readReviewed();
  let unexplained = 0;
  for (const topic of Object.keys(TOPICS)) {
    const { both, peer, ours } = compare(topic, peers, own, folder, reviewed);
    if (!both && !peer.length && !ours.length) continue;
    const bare = [...peer, ...ours].filter(({ reason }) => !reason);
    unexplained += bare.length;
    if (wanted && wanted !== topic) continue;
    console.log(`${topic}: ${both} by both, ${peer.length} only by others, ${ours.length} only by asynclint`);
    printReasons([...peer, ...ours]);
    for (const { key, who, text, reason } of wanted ? [...peer, ...ours] : bare)
      console.log(`  ${reason ? VERDICTS[reason.verdict] : 'no reason'}  ${key}  ${who}  ${text.slice(0, 100)}`);
  }
  const idle = [...reviewed.values()].filter(({ used, place }) => !used && existsSync(join(folder, place.replace(/:\d+$/, ''))));
  for (const { topic, place } of idle) console.log(`reviewed.tsv: nobody disagrees: ${topic}, ${place}`);
  if (unexplained + idle.length) process.exit(1);
}

main(process.argv.slice(2));
