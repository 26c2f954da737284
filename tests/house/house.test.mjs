// The checks of the house find what they are there to find, and the house passes them.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { checkLayers } from './layers.mjs';
import { checkLimits } from './limits.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// A copy of our sources, changed by `change(write)`; gives what `check` says about it.
function changed(check, change) {
  const copy = mkdtempSync(join(tmpdir(), 'house-'));
  try {
    for (const top of ['include', 'lsp', 'grammars', 'tests/rules'].filter((path) => existsSync(join(ROOT, path))))
      cpSync(join(ROOT, top), join(copy, top), {
        recursive: true, filter: (path) => !path.endsWith('node_modules'), errorOnExist: false, force: true,
      });
    change((path, text, write = writeFileSync) => {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      write(join(copy, path), text);
    });
    return check(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function breaks(name, check, change, expected) {
  test(name, () => {
    const problems = changed(check, change);
    assert.ok(problems.some((text) => expected.test(text)), `expected ${expected} in ${JSON.stringify(problems)}`);
  });
}

test('the layers hold', () => assert.deepEqual(checkLayers(ROOT), []));

const layer = (name, path, include, expected) =>
  breaks(name, checkLayers, (write) => write(path, `#include ${include}\n`), expected);

layer('text must not know facts', 'lsp/text/bad.c', '"asynclint/facts.h"', /lsp\/text\/bad\.c:1: text must not include facts/);
layer('facts must not know findings', 'lsp/facts/bad.c', '"asynclint/finding.h"', /facts must not include findings/);
layer('findings must not know analysis', 'lsp/findings/bad.c', '"asynclint/config.h"', /findings must not include analysis/);
layer('analysis must not know the server', 'lsp/analysis/bad.c', '"server/no.h"', /no such header/);
layer('a rule includes one header', 'lsp/rules/bad.c', '"asynclint/facts.h"', /a rule includes asynclint\/rule\.h and nothing else/);
layer('a rule knows no analysis', 'lsp/rules/bad.c', '"asynclint/analysis.h"', /a rule includes/);
layer('jansson is not for facts', 'lsp/facts/bad.c', '<jansson.h>', /jansson\.h has no place here/);
layer('jansson is for the configuration reader only', 'lsp/analysis/registry2.c', '<jansson.h>', /jansson\.h has no place here/);
layer('trees end at syntax', 'lsp/facts/bad.c', '<tree_sitter/api.h>', /tree_sitter\/api\.h has no place here/);
layer('a header belongs to a room', 'include/asynclint/stray.h', '"asynclint/base.h"', /stray\.h: belongs to no room/);
layer('a folder is a room', 'lsp/attic/bad.c', '"asynclint/base.h"', /lsp\/attic\/bad\.c: belongs to no room/);

breaks('server and check do not know each other', checkLayers, (write) => {
  write('lsp/check/part.h', '');
  write('lsp/server/bad.c', '#include "check/part.h"\n');
}, /server must not include check/);
breaks('grammars see the seams of syntax only', checkLayers, (write) => {
  write('lsp/syntax/inner.h', '');
  write('grammars/bad.c', '#include "syntax/inner.h"\n');
}, /grammars must not include syntax/);
breaks('a circle is found', checkLayers, (write) =>
  write('include/asynclint/base.h', '#include "asynclint/document.h"\n', appendFileSync), /circle: .*base\.h -> .*document\.h -> .*base\.h/);

breaks('a long file is found', checkLimits, (write) =>
  write('lsp/text/long.c', '\n'.repeat(501)), /lsp\/text\/long\.c: 501 lines/);
breaks('a rule without its symbol', checkLimits, (write) =>
  write('lsp/rules/lost_thing.c', ''), /has no `const Rule rule_lost_thing`/);
breaks('a rule with another id', checkLimits, (write) =>
  write('lsp/rules/lost_thing.c', 'const Rule rule_lost_thing = {\n    .id = "thing",\n'), /id is not "lost-thing"/);
breaks('a rule without fixtures', checkLimits, (write) =>
  write('lsp/rules/lost_thing.c', ''), /has no fixtures in tests\/rules\/lost-thing/);
breaks('fixtures without a rule', checkLimits, (write) =>
  write('tests/rules/lost-thing/bad.py', ''), /tests\/rules\/lost-thing\/: there is no rule/);
