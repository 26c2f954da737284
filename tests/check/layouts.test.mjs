// Where projects keep their files: what an import leads to in each layout, and what leads nowhere.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { check, folder } from './run.mjs';

const RULES = ['--select', 'blocking-helper', '--no-config', '--format', 'json'];
const SLEEPS = 'import time\n\ndef load():\n    time.sleep(1)\n';
const READS = "import { readFileSync } from 'node:fs';\nexport function load() { return readFileSync('x'); }\n";

// Calls of `load` in coroutines; those marked are reported, and no others.
const python = (from, mark = '  # expect') => `${from}\n\nasync def main():\n    load()${mark}\n`;
const js = (from, mark = ' // expect') => `${from}\nexport async function main() {\n  load();${mark}\n}\n`;

function agree(t, files, ...paths) {
  const dir = folder(t, files);
  const expected = Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, i) => (/(#|\/\/) expect/.test(line) ? [`${path}:${i + 1}`] : [])));
  const { findings } = JSON.parse(check(dir, ...RULES, ...(paths.length ? paths : ['.'])).out);
  assert.deepEqual(findings.map((f) => `${f.path}:${f.line}`).sort(), expected.sort());
  return dir;
}

test('Python: a src folder, beside its tests', (t) => agree(t, {
  'pyproject.toml': '[project]\nname = "acme"\n',
  'src/acme/__init__.py': '',
  'src/acme/db.py': SLEEPS,
  'src/acme/app.py': python('from acme.db import load'),
  'scripts/run.py': python('from acme.db import load'),
}));

test('Python: namespace packages, without __init__', (t) => agree(t, {
  'pyproject.toml': '[project]\nname = "acme"\n',
  'space/part/db.py': SLEEPS,
  'space/other/app.py': python('from space.part.db import load'),
  'space/other/near.py': python('from ..part.db import load'),
}));

test('Python: a stub counts only where there is no source', (t) => agree(t, {
  'both.py': SLEEPS,
  'both.pyi': 'def load() -> None: ...\n',
  'stub.pyi': 'def load() -> None: ...\n',
  'app.py': python('from both import load'),
  'other.py': python('from stub import load', ''),
}));

test('Python: standard and installed modules are none of the workspace', (t) => agree(t, {
  'json.py': SLEEPS,
  '.venv/lib/python3.11/site-packages/gone.py': SLEEPS,
  'lib/json.py': SLEEPS,
  'a.py': python('from json import load', ''),
  'b.py': python('from gone import load', ''),
  'lib/__init__.py': '',
  'lib/c.py': python('from .json import load'),
}));

test('js: a monorepo, by workspaces, main, exports and imports', (t) => agree(t, {
  'package.json': '{"private": true, "workspaces": ["packages/*"]}',
  'packages/main/package.json': '{"name": "@acme/main", "main": "./lib/entry.js"}',
  'packages/main/lib/entry.js': READS,
  'packages/built/package.json': '{"name": "@acme/built", "main": "dist/index.js"}',
  'packages/built/src/index.ts': READS,
  'packages/exports/package.json': '{"name": "@acme/exports", "exports": {".": "./root.js", "./sub": {"import": "./inner/sub.js"}, "./all/*": "./inner/*.js", "./none": null}}',
  'packages/exports/root.js': READS,
  'packages/exports/inner/sub.js': READS,
  'packages/exports/inner/star.js': READS,
  'packages/app/package.json': '{"name": "app", "imports": {"#own": "./own.js", "#in/*": "./own/*.js"}}',
  'packages/app/own.js': READS,
  'packages/app/own/part.js': READS,
  'packages/app/a.js': js("import { load } from '@acme/main';"),
  'packages/app/b.ts': js("import { load } from '@acme/built';"),
  'packages/app/c.js': js("import { load } from '@acme/exports';"),
  'packages/app/d.js': js("import { load } from '@acme/exports/sub';"),
  'packages/app/e.js': js("import { load } from '@acme/exports/all/star';"),
  'packages/app/f.js': js("import { load } from '#own';"),
  'packages/app/g.js': js("import { load } from '#in/part';"),
  'packages/app/h.js': js("import { load } from '@acme/exports/none';", ''),
  'packages/app/i.js': js("import { load } from '@acme/exports/inner/sub.js';", ''),
  'packages/app/j.js': js("import { load } from '#other';", ''),
  'packages/app/k.js': js("import { load } from 'not-here';", ''),
}));

test('ts: paths, baseUrl and extends of tsconfig.json', (t) => agree(t, {
  'tsconfig.base.json': '{\n  // comments are allowed\n  "compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["app/*"], "db": ["lib/db.ts"]}},\n}',
  'web/tsconfig.json': '{"extends": "../tsconfig.base.json"}',
  'app/part.ts': READS,
  'lib/db.ts': READS,
  'lib/deep/index.ts': READS,
  'web/a.ts': js("import { load } from '@/part';"),
  'web/b.ts': js("import { load } from 'db';"),
  'web/c.ts': js("import { load } from 'lib/deep';"),
  'web/d.ts': js("import { load } from '../lib/deep/index.js';"),
  'web/e.ts': js("import { load } from '@/gone';", ''),
}));

test('js: extensions, index files, and what is built from a source', (t) => agree(t, {
  'lib/one.mjs': READS,
  'lib/two/index.js': READS,
  'lib/three.ts': READS,
  'lib/four.tsx': READS,
  'a.mjs': js("import { load } from './lib/one.mjs';"),
  'b.js': js("import { load } from './lib/two';"),
  'c.ts': js("import { load } from './lib/three.js';"),
  'd.ts': js("import { load } from './lib/four';"),
  'e.js': js("const { load } = await import('./lib/' + name);", ''),
  'f.js': js("import { load } from './lib/gone.js';", ''),
}));

test('nothing is followed out of the workspace', (t) => {
  const dir = folder(t, {
    'out/lib.py': SLEEPS,
    'out/lib.js': READS,
    'in/pyproject.toml': '[project]\nname = "in"\n',
    'in/.git/HEAD': '',
    'in/app.py': python('from ..out.lib import load', ''),
    'in/main.js': js("import { load } from '../out/lib.js';", ''),
  });
  assert.deepEqual(JSON.parse(check(join(dir, 'in'), ...RULES, '.').out).findings, []);
});
