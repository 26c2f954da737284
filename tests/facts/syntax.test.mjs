// syntax.test.mjs - what becomes of every construct of every grammar: each fixture in syntax/
// beside the dump that it must give. UPDATE=1 writes the dumps anew; read their diff.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'syntax');
const program = process.env.ASYNCLINT ?? resolve(here, '../../build/asynclint');
const files = readdirSync(folder);
const fixtures = files.filter((file) => !file.endsWith('.syntax'));

for (const file of fixtures) {
  test(`syntax of ${file}`, () => {
    const dump = execFileSync(program, ['facts', '--syntax', join(folder, file)], { encoding: 'utf8' });
    const expected = join(folder, `${file}.syntax`);
    if (process.env.UPDATE) writeFileSync(expected, dump);
    assert.ok(existsSync(expected), `${expected} is missing: run with UPDATE=1`);
    assert.equal(dump, readFileSync(expected, 'utf8'));
  });
}

test('every dump has its fixture', () => {
  const orphans = files.filter((file) => file.endsWith('.syntax') && !fixtures.includes(file.slice(0, -7)));
  assert.deepEqual(orphans, []);
});

test('a file of another language is refused', () => {
  const run = spawnSync(program, ['facts', '--syntax', 'x.rb'], { encoding: 'utf8' });
  assert.equal(run.status, 2);
  assert.match(run.stderr, /x\.rb/);
});
