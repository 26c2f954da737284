// Facts of small files, compared with what was read and believed: NAME.EXT and
// NAME.EXT.facts. UPDATE=1 rewrites the expectations, for a person to read the diff.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const binary = resolve(root, process.env.ASYNCLINT ?? 'build/asynclint');
const folder = join(here, 'facts');

for (const name of readdirSync(folder).filter((file) => !file.endsWith('.facts'))) {
  test(`facts of ${name}`, () => {
    const path = join(folder, name);
    // Standing in tests/ would make every file a test: the facts are asked by bare name.
    const actual = execFileSync(binary, ['facts', name], { cwd: folder, encoding: 'utf8' });
    if (process.env.UPDATE) writeFileSync(`${path}.facts`, actual);
    assert.equal(actual, readFileSync(`${path}.facts`, 'utf8'));
  });
}
