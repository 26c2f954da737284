// The mutants that are made of a C file: which ones, and that each, and only it, is what the program does.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { mutate } from './mutants.mjs';

const SOURCE = `#include <stdbool.h>
#include <stdio.h>
/* "if (a == b)" in a comment */
static const char *TABLE[] = {"a == b", "c && d"};

static bool is_small(int n)
{
    return n < 3;
}

static int count(int from, int to)
{
    int found = 0;
    for (int i = from; i <= to; i++) {
        if (is_small(i) && i != 1)
            continue;
        found += i == 4 ? 10 : 1;
    }
    if (!found)
        return -1;
    return found;
}

int main(void)
{
    printf("%d %d %d %s", count(0, 5), count(3, 2), is_small(2), TABLE[0]);
}
`;

const WANTED = {
  'is_small: negate `n < 3`': '3 -1 0 a == b',
  'is_small: shift `n < 3`': '12 -1 1 a == b',
  'count: shift `i <= to`': '12 -1 1 a == b',
  'count: negate `is_small(i) && i != 1`': '2 -1 1 a == b',
  'count: drop `is_small(i)`': '1 -1 1 a == b',
  'count: drop `i != 1`': '12 -1 1 a == b',
  'count: turn `i != 1`': '14 -1 1 a == b',
  'count: delete `continue;`': '15 -1 1 a == b',
  'count: negate `i == 4`': '31 -1 1 a == b',
  'count: negate `!found`': '-1 0 1 a == b',
  'count: delete `return -1;`': '13 0 1 a == b',
};

test('each mutant is itself, and the program without one as it was', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-')), program = join(folder, 'program');
  t.after(() => rmSync(folder, { recursive: true }));
  const { text, mutants } = mutate('count.c', SOURCE);
  writeFileSync(`${program}.c`, text);
  const { status, stderr } = spawnSync('cc', ['-D_GNU_SOURCE', '-o', program, `${program}.c`], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const run = (number) => spawnSync(program, { encoding: 'utf8', env: { MUTANT: String(number) } }).stdout;
  assert.equal(run(-1), '13 -1 1 a == b');
  assert.deepEqual(Object.fromEntries(mutants.map(({ name }, number) => [name, run(number)])), WANTED);
});

test('two of one name are told apart, and lines are those of the source', () => {
  const { mutants } = mutate('two.c', 'int f(int a)\n{\n    if (a)\n        a++;\n    if (a)\n        a++;\n    return a;\n}\n');
  assert.deepEqual(mutants, [{ name: 'f: negate `a`', line: 3 }, { name: 'f: negate `a` #2', line: 5 }]);
});
