// Files that need no parse: what is found, with and without them, is the same byte for byte.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { asynclint, folder } from './run.mjs';

const RULES = resolve(dirname(fileURLToPath(import.meta.url)), '../rules');
const run = (dir, env, ...args) => asynclint(dir, ['check', '-q', '--no-config', '--exit-zero', '--min-severity', 'hint', '--format', 'json', ...args], { env });

// Both ways say the same; returns the findings.
function agree(t, files, ...args) {
  const dir = folder(t, files);
  const all = run(dir, { ASYNCLINT_PARSE: 'all' }, ...args), some = run(dir, {}, ...args);
  const shown = () => Object.entries(files).map(([path, text]) => `--- ${path}\n${text}`).join('\n');
  assert.equal(some.out, all.out, Object.keys(files).length < 20 ? shown() : '');
  assert.equal(some.status, all.status);
  return JSON.parse(some.out).findings;
}

const fixtures = (rule, name) => Object.fromEntries(readdirSync(join(RULES, rule))
  .filter((file) => file.startsWith(`${name}.`))
  .map((file) => [`${name}-${file.slice(name.length + 1)}/${file}`, readFileSync(join(RULES, rule, file), 'utf8')]));

for (const rule of readdirSync(RULES).filter((name) => !extname(name)))
  test(`${rule}: each file that it reports something in holds one of its words`, (t) => {
    const files = fixtures(rule, 'bad');
    const found = agree(t, files, '--select', rule);
    const silent = Object.keys(files).filter((path) => !found.some((one) => one.path === path));
    assert.deepEqual(silent, []);
  });

test('all fixtures as one tree', (t) => {
  const files = {};
  for (const rule of readdirSync(RULES).filter((name) => !extname(name)))
    for (const name of ['bad', 'good', 'fixed'])
      for (const [path, text] of Object.entries(fixtures(rule, name))) files[`${rule}/${path}`] = text;
  assert.ok(agree(t, files).length > 500);
});

const count = (t, files, ...args) => agree(t, files, ...args).length;

test('a coroutine of another file, through files that say nothing of it', (t) => {
  const helper = 'async def load_all(): pass\n';
  assert.equal(count(t, { 'helper.py': helper, 'use.py': 'from helper import load_all\ndef go():\n    load_all()\n' }), 1);
  assert.equal(count(t, { 'helper.py': helper, 'use.py': 'import helper as h\ndef go():\n    h.load_all()\n' }), 1);
  assert.equal(count(t, { 'helper.py': helper, 'mid.py': 'from helper import *\n', 'use.py': 'from mid import load_all\ndef go():\n    load_all()\n' }), 1);
  assert.equal(count(t, { 'helper.py': helper, 'mid.py': 'from helper import load_all as get\n', 'use.py': 'import mid\ndef go():\n    mid.get()\n' }), 1);
  assert.equal(count(t, { 'helper.py': helper, 'mid.py': 'import helper as h\n', 'use.py': 'import mid\ndef go():\n    mid.h.load_all()\n' }), 1);
  assert.equal(count(t, { 'helper.py': helper, 'mid.py': 'from helper import load_all\ndef get():\n    return load_all()\n', 'use.py': 'import mid\ndef go():\n    mid.get()\n' }), 1);
});

test('methods: by the class, an instance, a derived class, an attribute, a call of the object', (t) => {
  const helper = 'class Client:\n    async def get(self): pass\n    async def __call__(self): pass\n';
  const use = (text) => count(t, { 'helper.py': helper, 'mid.py': 'from helper import Client\nclass Deep(Client): pass\nclient = Deep()\nclass App:\n    def __init__(self):\n        self.part = Client()\n', 'use.py': text });
  assert.equal(use('from helper import Client\ndef go():\n    Client().get()\n'), 1);
  assert.equal(use('from mid import client\ndef go():\n    client.get()\n'), 1);
  assert.equal(use('from mid import Deep\ndef go():\n    Deep().get()\n'), 1);
  assert.equal(use('from mid import App\ndef go():\n    App().part.get()\n'), 1);
  assert.equal(use('from mid import client\ndef go():\n    client()\n'), 1);
  assert.equal(use('def go(d):\n    d.get()\n'), 0);
});

test('js: named, renamed, default, whole, through an index', (t) => {
  const helper = 'export async function loadAll() {}\nexport default loadAll;\n';
  const use = (files) => count(t, { 'helper.js': helper, ...files }, '--select', 'floating-promise');
  assert.equal(use({ 'use.js': "import { loadAll } from './helper.js';\nexport function go() { loadAll(); }\n" }), 1);
  assert.equal(use({ 'use.js': "import anything from './helper.js';\nexport function go() { anything(); }\n" }), 1);
  assert.equal(use({ 'mid.js': "export { loadAll as get } from './helper.js';\n", 'use.js': "import { get } from './mid.js';\nexport function go() { get(); }\n" }), 1);
  assert.equal(use({ 'lib/index.js': "export { default } from '../helper.js';\n", 'use.js': "import x from './lib';\nexport function go() { x(); }\n" }), 1);
  agree(t, { 'a.cjs': 'module.exports = async function () { await fetch(1); };\n', 'b.cjs': "module.exports = require('./a.cjs');\n", 'c.cjs': "const run = require('./b.cjs');\nfunction go() { run(); }\n" }, '--select', 'floating-promise');
  assert.equal(count(t, { 'a.cjs': 'module.exports = class { async get() {} };\n', 'c.cjs': "const C = require('./a.cjs');\nfunction go() { new C().get(); }\n" }, '--select', 'floating-promise'), 1);
});

test('files that were not listed: excluded ones, and those beside the folder', (t) => {
  const files = { '.git/HEAD': '', 'lib/helper.py': 'async def load_all(): pass\nclass A:\n    async def get(self): pass\n', 'app/use.py': 'from lib.helper import load_all\ndef go():\n    load_all()\n',
    'app/mid.py': 'from lib.helper import load_all as start, A\nasync def x(): pass\nclass B(A): pass\n', 'app/last.py': 'from app.mid import start, B\ndef go():\n    start()\n    B().get()\n' };
  assert.equal(count(t, files, 'app'), 3);
  assert.equal(count(t, files), 3);
});

test('helpers that block, and what is handed to threads, in files without a word', (t) => {
  assert.equal(count(t, { 'a.py': 'from b import step\nasync def go():\n    step()\n', 'b.py': 'from c import wait\ndef step():\n    wait()\n', 'c.py': 'import time\ndef wait():\n    time.sleep(3)\n' }), 1);
  assert.equal(count(t, { 'a.py': 'import threading\nimport b\ndef go():\n    for i in range(3):\n        threading.Thread(target=b.count).start()\n', 'b.py': 'n = 0\ndef count():\n    global n\n    n += 1\n' }), 1);
});

test('names of the configuration', (t) => {
  const dir = folder(t, { 'asynclint.json': '{"awaitable": ["db.load"], "blocking": ["db.wait"]}', 'db.py': 'def load(): pass\ndef wait(): pass\n', 'use.py': 'import db\ndef go():\n    db.load()\n', 'more.py': 'import db\nasync def go():\n    db.wait()\n' });
  const out = (env) => asynclint(dir, ['check', '--exit-zero', '--format', 'json'], { env }).out;
  assert.equal(out({}), out({ ASYNCLINT_PARSE: 'all' }));
  assert.equal(JSON.parse(out({})).findings.length, 2);
});

// --- generated programs ---

function random(seed) {
  let state = seed * 2654435761 >>> 0 || 1;
  return (n) => {
    state ^= state << 13; state >>>= 0; state ^= state >>> 17; state ^= state << 5; state >>>= 0;
    return state % n;
  };
}

const NAMES = ['load', 'get', 'run', 'save'];

function pythonFile(rnd, own, count) {
  const other = () => `m${rnd(count)}`, name = () => NAMES[rnd(NAMES.length)];
  const lines = [];
  for (let i = 0; i < 3 + rnd(4); i++) {
    const m = other(), n = name(), k = name();
    lines.push([
      () => `from ${m} import ${n}`, () => `from ${m} import ${n} as ${k}`, () => `import ${m}`, () => `from ${m} import *`, () => `import ${m} as ${k}`,
      () => `from ${m} import C${rnd(count)}`, () => `def ${n}():\n    return ${k}()`, () => `def ${n}():\n    ${k}()`, () => `def go${i}():\n    import ${m}\n    ${m}.${n}()`,
      () => `class C${own}:\n    def ${n}(self):\n        return ${k}()`, () => `from ${m} import C${rnd(count)} as D\nclass C${own}(D): pass`, () => `import ${m}\n${n} = ${m}.${k}`,
      () => `from ${m} import C${rnd(count)} as D\n${n} = D()`, () => `from ${m} import ${n} as x\ndef go${i}():\n    x()\n    x.${k}()`, () => 'import time\ndef pause():\n    time.sleep(9)',
    ][rnd(15)]());
  }
  if (rnd(4) === 0) lines.push(rnd(2) ? `async def ${name()}(): pass` : `class C${own}:\n    async def ${name()}(self): pass`);
  if (rnd(5) === 0) lines.push(`async def main():\n    import ${other()} as y\n    y.${name()}()\n    y.pause()`);
  return `${lines.join('\n')}\n`;
}

function jsFile(rnd, own, count) {
  const other = () => `'./m${rnd(count)}.js'`, name = () => NAMES[rnd(NAMES.length)];
  const lines = [], used = new Set();
  const once = (n, text) => (used.has(n) ? '' : (used.add(n), text));
  for (let i = 0; i < 3 + rnd(4); i++) {
    const m = other(), n = name(), k = name(), w = `w${i}`;
    lines.push([
      () => `import { ${n} as ${w} } from ${m};\nfunction go${i}() { ${w}(); }`, () => `import ${w} from ${m};\nfunction go${i}() { ${w}(); }`, () => `import * as ${w} from ${m};\nfunction go${i}() { ${w}.${n}(); }`,
      () => once(n, `export { ${k} as ${n} } from ${m};`), () => `export * from ${m};`, () => once('default', `export { ${n} as default } from ${m};`), () => once('default', `export { default } from ${m};`),
      () => once(n, `import ${w} from ${m};\nexport function ${n}() { return ${w}(); }`), () => once(n, `import { C as ${w} } from ${m};\nexport const ${n} = new ${w}();`),
      () => once('C', `import { C as ${w} } from ${m};\nexport class C extends ${w} {}`), () => `import { ${n} as ${w} } from ${m};\nfunction go${i}() { ${w}.${k}(); }`,
      () => `import ${w} from ${m};\nfunction go${i}() { new ${w}().${k}(); }`, () => once('default', `import { C as ${w} } from ${m};\nexport default class extends ${w} {}`), () => once(n, `import { C as ${w} } from ${m};\nexport class ${n} { constructor() { this.${k} = new ${w}(); } }`),
      () => `import { ${n} as ${w} } from ${m};\nfunction go${i}() { new ${w}().${k}.run(); }`,
    ][rnd(15)]());
  }
  if (rnd(4) === 0) lines.push([() => once('get', 'export async function get() {}'), () => once('default', 'export default async function () {}'), () => once('C', 'export class C { async run() {} }'), () => once('default', 'export default class { async run() {} }')][rnd(4)]());
  return `${lines.filter(Boolean).join('\n')}\n`;
}

for (const [language, make, ending] of [['Python', pythonFile, 'py'], ['js', jsFile, 'js']])
  test(`generated programs: ${language}`, (t) => {
    let found = 0;
    const seeds = Number(process.env.SIEVE_SEEDS) || 60; // more by hand
    for (let seed = 1; seed <= seeds; seed++) {
      const rnd = random(seed), many = 4 + rnd(8), files = {};
      for (let i = 0; i < many; i++) files[`m${i}.${ending}`] = make(rnd, i, many);
      found += agree(t, files).length;
    }
    assert.ok(found > (seeds >= 60 ? 10 : 0), `${found}`);
  });
