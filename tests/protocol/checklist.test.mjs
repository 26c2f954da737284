// checklist.test.mjs - README.md names tests: they must be there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(HERE, name), 'utf8');

// [[file, beginning of a test's name]] of a cell "file: name · name · other file: name".
function named(cell) {
  let file;
  return cell.split(' · ').map((part) => {
    const [, other, rest] = /^([a-z]+): (.*)$/.exec(part) ?? [];
    const isFile = other && ['pull', 'suppression', 'tags'].every((word) => word !== other);
    file = isFile ? other : file;
    return [file, isFile ? rest : part];
  });
}

test('every line of README.md is shown by tests that there are', () => {
  const rows = [...read('README.md').matchAll(/^\| (\d*) ?\|.*\| (.+) \|$/gm)].filter(([, , cell]) => cell !== 'file: test');
  assert.deepEqual(rows.map(([, number]) => Number(number)).slice(0, 25), Array.from({ length: 25 }, (_, i) => i + 1));
  for (const [, number, cell] of rows)
    for (const [file, name] of named(cell)) {
      const titles = [...read(`${file}.test.mjs`).matchAll(/\btest\((['`])(.*?)(?<!\\)\1/g)].map(([, , title]) => title.replaceAll('\\', ''));
      assert.ok(titles.some((title) => title.replace(/^\$\{\w+\}:? ?/, '').startsWith(name)), `${number}: ${file}: ${name}`);
    }
});
