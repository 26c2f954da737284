// compare.mjs FOLDER PEERS.json [RULE] - what peers.mjs found in FOLDER beside what asynclint finds there, line by line:
// by both, by the peer alone, by asynclint alone. With a RULE of a peer, each line of these is printed with its text.
// asynclint's findings of all severities count. $ASYNCLINT is the program.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsOf } from './sample.mjs';

// The peer's rule, and ours that speak of the same mistakes.
const PAIRS = {
  'no-await-in-loop': ['await-in-loop'],
  'no-async-promise-executor': ['async-promise-executor'],
  'no-promise-executor-return': [],
  'require-atomic-updates': ['read-modify-write', 'check-then-act'],
  '@typescript-eslint/no-floating-promises': ['floating-promise'],
  '@typescript-eslint/no-misused-promises': ['ignored-async-callback', 'missing-await'],
  '@typescript-eslint/return-await': ['unawaited-in-try'],
};

function placesOf(findings, rules) {
  return new Map(findings.filter(({ rule }) => rules.includes(rule)).map((each) => [`${each.path}:${each.line}`, each]));
}

function compare(peers, ours, rule) {
  const theirs = placesOf(peers, [rule]);
  const own = placesOf(ours, PAIRS[rule]);
  return {
    both: [...theirs.keys()].filter((place) => own.has(place)),
    'only the peer': [...theirs.keys()].filter((place) => !own.has(place)),
    'only asynclint': [...own.keys()].filter((place) => !theirs.has(place)).map((place) => `${place} ${own.get(place).severity}`),
  };
}

function textOf(folder, place) {
  const [path, line] = place.split(' ')[0].split(':');
  return readFileSync(join(folder, path), 'utf8').split('\n')[line - 1].trim().slice(0, 100);
}

function main([folder, file, wanted]) {
  if (!file) {
    console.error('Usage: node compare.mjs FOLDER PEERS.json [RULE]');
    process.exit(2);
  }
  const peers = JSON.parse(readFileSync(file, 'utf8'));
  const ours = findingsOf(folder, ['--min-severity', 'hint']);
  for (const rule of Object.keys(PAIRS)) {
    if (wanted && wanted !== rule) continue;
    const groups = compare(peers, ours, rule);
    console.log(rule, Object.entries(groups).map(([name, places]) => `${name}: ${places.length}`).join(', '));
    for (const [name, places] of wanted ? Object.entries(groups) : [])
      for (const place of places) console.log(`  ${name}  ${place}  ${textOf(folder, place)}`);
  }
}

main(process.argv.slice(2));
