// Calls into other files: what each form of import leads to, and every reason to say nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asynclint, check, folder, git } from './run.mjs';

const RULES = ['--select', 'blocking-helper,missing-await,floating-promise,cpu-bound-on-event-loop', '--no-config'];

// The findings as `path:line rule`, sorted.
function found(dir, ...args) {
  const { out } = check(dir, ...RULES, '--format', 'json', ...args);
  return JSON.parse(out).findings;
}
const brief = (findings) => findings.map((f) => `${f.path}:${f.line} ${f.rule}`);

// Lines that end in `# expect` or `// expect` are reported, once each, and no others.
function expected(files) {
  return Object.entries(files).flatMap(([path, text]) => text.split('\n').flatMap((line, i) =>
    (/(#|\/\/) expect/.test(line) ? [`${path}:${i + 1}`] : []))).sort();
}

function agree(t, files, ...args) {
  const dir = folder(t, files);
  const got = found(dir, ...args).map((f) => `${f.path}:${f.line}`).sort();
  assert.deepEqual(got, expected(files));
  return dir;
}

const LIB = `import requests
from time import sleep

def load(url):
    return requests.get(url, timeout=3)

async def save(url):
    pass

def gives():
    return save(1)

class Store:
    def __init__(self, path):
        self.text = open(path).read()

    def refresh(self):
        sleep(1)

    @property
    def size(self):
        return load(self.text)

    async def store(self):
        pass

shared = Store('a')
`;

test('Python: names begin above a package that is all there is', (t) => {
  const files = {
    'app/__init__.py': '', 'app/lib.py': 'import time\n\ndef load():\n    time.sleep(1)\n',
    'app/work.py': 'from app.lib import load\n\nasync def work():\n    load()  # expect\n',
  };
  const dir = agree(t, files);
  assert.deepEqual(brief(found(dir, 'app')), ['app/work.py:4 blocking-helper'], 'from the folder above');
  assert.deepEqual(brief(found(join(dir, 'app'))), ['work.py:4 blocking-helper'], 'from inside');
  agree(t, Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'app/__init__.py')));
});

test('Python: every form of import', (t) => agree(t, {
  'lib.py': LIB,
  'pkg/__init__.py': 'from .inner import load as reach\nfrom .stars import *\nfrom . import inner as deep\n',
  'pkg/inner.py': 'from lib import load\n',
  'pkg/stars.py': '__all__ = ["nap"]\nfrom time import sleep\ndef nap():\n    sleep(1)\ndef hidden():\n    sleep(1)\n',
  'pkg/sub/__init__.py': '',
  'pkg/sub/use.py': `from ..inner import load
from .. import reach, stars
from ...lib import load as outside
async def relative():
    load(1)  # expect
    reach(1)  # expect
    stars.hidden()  # expect
`,
  'app.py': `import lib
import lib as other
import pkg
import pkg.inner
from lib import load, load as renamed, Store, save, gives, shared
from pkg import reach, nap, deep
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from lib import Store as Hint

async def functions(url):
    lib.load(url)  # expect
    other.load(url)  # expect
    load(url)  # expect
    renamed(url)  # expect
    pkg.reach(url)  # expect
    pkg.inner.load(url)  # expect
    reach(url)  # expect
    nap()  # expect
    deep.load(url)  # expect

async def local(url):
    from lib import load as late
    late(url)  # expect

async def objects(store: Store, hint: 'Hint | None'):
    Store('a')  # expect
    store.refresh()  # expect
    made = lib.Store('b')  # expect
    made.refresh()  # expect
    print(made.size)  # expect
    shared.refresh()  # expect

class Child(Store):
    def twice(self):
        self.refresh()

    async def work(self):
        self.twice()  # expect
        return self.size  # expect

class Owner:
    def __init__(self, store: Store):
        self.store = store

    async def work(self):
        self.store.refresh()  # expect

async def values(store: Store):
    save(1)  # expect
    gives()  # expect
    store.store()  # expect
    await save(1)
    return save(1)
`,
}));

test('Python: reasons to say nothing', (t) => agree(t, {
  'lib.py': LIB,
  'odd.py': `import requests
from functools import wraps
from elsewhere import decorate, Base

@decorate
def decorated(url):
    return requests.get(url, timeout=3)

def twice(url):
    return requests.get(url, timeout=3)

def twice(url):
    return 1

def pages(url):
    yield requests.get(url, timeout=3)

async def blocks(url):
    requests.get(url, timeout=3)

try:
    from fast import speed
except ImportError:
    def speed(url):
        return requests.get(url, timeout=3)

class Unknown(Base):
    pass

class Kept:
    conn = None
    def get(self):
        if self.conn is None:
            self.conn = requests.get('x', timeout=3)
        return self.conn

cache = {}

def memo(url):
    if url not in cache:
        cache[url] = requests.get(url, timeout=3)
    return cache[url]

def caught(url):
    try:
        return cache[url]
    except KeyError:
        data = cache[url] = requests.get(url, timeout=3)
        return data

def cheap(path):
    import os
    return os.path.exists(path)

def both(url):
    import asyncio
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return requests.get(url, timeout=3)
`,
  'app.py': `import asyncio
import odd
from lib import load, Store
from missing import load as gone
from odd import decorated, twice, pages, blocks, speed, Unknown, Kept, cheap, both, memo, caught

def synchronous(url):
    return load(url)

async def main(url, load2=load):
    await asyncio.to_thread(load, url)
    await asyncio.to_thread(lambda: load(url))
    gone(url)
    decorated(url)
    twice(url)
    pages(url)
    await blocks(url)
    speed(url)
    Unknown().refresh()
    Kept().get()
    cheap(url)
    both(url)
    memo(url)
    caught(url)
    load2(url)
    odd.missing(url)

async def shadowed(load):
    load(1)

async def either(flag):
    store = Store if flag else object
    store('a')
`,
}));

test('two bases that disagree say nothing, one that comes first does', (t) => agree(t, {
  'base.py': 'import time\nclass A:\n    def run(self):\n        time.sleep(1)\nclass B:\n    async def run(self):\n        pass\nclass C:\n    pass\n',
  'app.py': `from base import A, B, C
class Both(A, B):
    async def work(self):
        self.run()
class One(C, A):
    async def work(self):
        self.run()  # expect
`,
}));

test('cycles of calls and of star imports end', (t) => agree(t, {
  'a.py': 'from b import *\nimport time\ndef ping(n):\n    return pong(n)\ndef nap():\n    time.sleep(1)\n',
  'b.py': 'from a import *\ndef pong(n):\n    nap()\n    return ping(n)\nasync def main():\n    ping(1)  # expect\n',
}));

test('computing behind a helper of another file', (t) => agree(t, {
  'hash.py': 'import hashlib\ndef derive(p):\n    return hashlib.pbkdf2_hmac("sha256", p, b"s", 600000)\n',
  'app.py': 'from hash import derive\nasync def login(p):\n    return derive(p)  # expect\n',
}));

test('js: every form of import and export', (t) => agree(t, {
  'package.json': '{"type": "module"}',
  'lib.js': `import fs from 'node:fs';
export function read(path) { return fs.readFileSync(path); }
export const arrow = (path) => read(path);
function hidden(path) { return read(path); }
export { hidden as shown };
export default function (path) { return read(path); }
export class Store {
  constructor(path) { this.data = fs.readFileSync(path); }
  load() { return read('a'); }
  get size() { return read('a').length; }
  async save() { await fetch('/a'); throw new Error(); }
}
export async function send(path) { await fetch(path); }
export function later(path) { return send(path); }
`,
  'barrel/index.js': "export * from '../lib.js';\nexport { read as renamed, default as whole } from '../lib.js';\nexport * as all from '../lib.js';\n",
  'common.cjs': `const fs = require('node:fs');
const other = require('./other.cjs');
function load(path) { return fs.readFileSync(path); }
module.exports = { load, other, again: load, method(path) { return fs.readFileSync(path); } };
`,
  'other.cjs': "const fs = require('fs');\nmodule.exports = function (path) { return fs.readFileSync(path); };\n",
  'parts.cjs': "const fs = require('fs');\nexports.part = (path) => fs.readFileSync(path);\n",
  'app.js': `import whole, { read, arrow as short, shown, Store, send, later } from './lib.js';
import * as ns from './lib';
import { renamed, all, whole as fromBarrel, read as again } from './barrel/index.js';

export async function functions(path) {
  whole(path); // expect
  read(path); // expect
  short(path); // expect
  shown(path); // expect
  ns.read(path); // expect
  renamed(path); // expect
  all.read(path); // expect
  fromBarrel(path); // expect
  again(path); // expect
}

export async function objects() {
  const store = new Store('a'); // expect
  store.load(); // expect
  return store.size; // expect
}

class Child extends Store {
  async work() {
    this.load(); // expect
  }
}

export function values(path) {
  send(path); // expect
  later(path); // expect
  new Child().save(); // expect
  if (send(path)) path.go(); // expect
  later(path).length; // expect
  void send(path);
  send(path).catch(() => {});
  return send(path);
}

export async function dynamic(path) {
  const { read: late } = await import('./lib.js');
  late(path); // expect
}
`,
  'main.cjs': `const common = require('./common.cjs');
const { load, again: renamed, method } = require('./common.cjs');
const other = require('./other.cjs');
const { part } = require('./parts.cjs');
async function main(path) {
  common.load(path); // expect
  load(path); // expect
  renamed(path); // expect
  method(path); // expect
  other(path); // expect
  common.other(path); // expect
  part(path); // expect
}
`,
}));

test('js: reasons to say nothing', (t) => agree(t, {
  'lib.js': `import fs from 'node:fs';
import { wrap } from 'elsewhere';
export const wrapped = wrap((path) => fs.readFileSync(path));
export let changed = (path) => fs.readFileSync(path);
if (process.env.FAKE) changed = () => '';
export function* lines(path) { yield fs.readFileSync(path); }
export function has(path) { return fs.existsSync(path); }
export function read(path) { return fs.readFileSync(path); }
`,
  'one.js': "export const twice = 1;\nexport * from './two.js';\n",
  'two.js': "import fs from 'fs';\nexport function twice(p) { return fs.readFileSync(p); }\nexport function three(p) { return fs.readFileSync(p); }\n",
  'three.js': "export * from './two.js';\nexport * from 'elsewhere';\n",
  'app.js': `import { wrapped, changed, lines, has, read } from './lib.js';
import { gone } from './gone.js';
import { twice } from './one.js';
import { three } from './three.js';
export async function main(path, run) {
  wrapped(path);
  changed(path);
  lines(path);
  has(path);
  gone(path);
  twice(path);
  three(path);
  run(() => read(path));
}
export async function mainSync(path) {
  return read(path);
}
export function plain(path) {
  return read(path);
}
`,
}));

test('the steps of the way are told, with their files', (t) => {
  const dir = folder(t, {
    'app.py': 'from lib import load\nasync def main():\n    load(1)\n',
    'lib.py': 'from deep import reach\n\n\ndef load(url):\n    return reach(url)\n',
    'deep.py': 'import requests\ndef reach(url):\n    return requests.get(url, timeout=1)\n',
  });
  const [finding] = found(dir);
  assert.deepEqual(finding.related, [
    { path: 'lib.py', line: 5, column: 12, message: '`load` calls `reach`' },
    { path: 'deep.py', line: 3, column: 12, message: '`reach` calls `requests.get`, which blocks' },
  ]);
  const text = check(dir, ...RULES).out;
  assert.match(text, /^ +lib\.py:5:12: note: `load` calls `reach`$/m);
  assert.match(text, /^ +deep\.py:3:12: note: /m);
});

test('a file that is not checked is read when a call leads there, inside the workspace', (t) => {
  const dir = folder(t, {
    'work/app/main.py': 'from lib.load import load\nfrom lib.sibling import other\nasync def main():\n    load(1)\n    other(1)\n',
    'work/lib/__init__.py': '',
    'work/lib/load.py': 'import time\ndef load(n):\n    time.sleep(n)\n',
    'work/lib/sibling.py': 'from .load import load\ndef other(n):\n    load(n)\n',
  });
  assert.deepEqual(brief(found(dir, 'work/app/main.py')), [], 'without a work tree the folder of the file is all there is');
  git(join(dir, 'work'), 'init', '-q');
  const findings = found(dir, 'work/app/main.py');
  assert.deepEqual(brief(findings), ['work/app/main.py:4 blocking-helper', 'work/app/main.py:5 blocking-helper']);
  assert.equal(findings[1].related[0].path, 'work/lib/sibling.py');
});

test('--no-workspace looks at each file on its own, any -j gives the same', (t) => {
  const files = { 'lib.py': LIB };
  for (let i = 0; i < 20; i++)
    files[`m${i}.py`] = `from ${i ? `m${i - 1}` : 'lib'} import load\ndef go(u):\n    load(u)\nasync def main(u):\n    go(u)\n    load(u)\n`;
  const dir = folder(t, files);
  assert.deepEqual(brief(found(dir, '--no-workspace')), []);
  const one = check(dir, ...RULES, '-j', '1').out;
  assert.equal(one.match(/blocking-helper/g).length, 40);
  for (const jobs of ['2', '7']) assert.equal(check(dir, ...RULES, '-j', jobs).out, one);
});

test('--fix mends what only another file shows', (t) => {
  const dir = folder(t, {
    'app.py': 'from lib import load\nasync def main():\n    load(1)\n',
    'lib.py': 'import time\ndef load(n):\n    time.sleep(n)\n',
  });
  check(dir, ...RULES, '--fix', '--unsafe-fixes');
  assert.equal(readFileSync(join(dir, 'app.py'), 'utf8'),
    'from lib import load\nimport asyncio\nasync def main():\n    await asyncio.to_thread(load, 1)\n');
});

test('graph prints how coroutines reach blocking calls', (t) => {
  const dir = folder(t, {
    'app.py': 'from lib import load\nimport time\nasync def main():\n    load(1)\n    time.sleep(1)\n',
    'lib.py': 'import time\ndef load(n):\n    time.sleep(n)\n',
  });
  const run = (...args) => asynclint(dir, ['graph', ...args]);
  assert.equal(run('.').out, 'app.py:4:5: main -> load\n    lib.py:3:5: load -> time.sleep\napp.py:5:5: main -> time.sleep\n');
  assert.equal(run('app.py').out, run('.').out);
  assert.equal(run('lib.py').out, '');
  const { version, routes } = JSON.parse(run('--format', 'json').out);
  assert.equal(version, 1);
  assert.deepEqual(routes[0], {
    path: 'app.py', line: 4, column: 5, function: 'main', calls: 'load', effect: 'blocks',
    steps: [{ path: 'lib.py', line: 3, column: 5, function: 'load', calls: 'time.sleep' }],
  });
  const dot = run('--format', 'dot').out;
  assert.match(dot, /^strict digraph asynclint \{\n/);
  assert.match(dot, /"app\.py:main" -> "lib\.py:load";/);
  assert.match(dot, /"lib\.py:load" -> "time\.sleep";/);
  assert.equal(run('nowhere.py').status, 2);
});

test('a promise of another file that handles its own errors may be dropped', (t) => {
  agree(t, {
    'store.js': `
export async function careful(work) {
  try { await work(); } catch (err) { console.error(err); }
}
export async function careless(work) { await work(); }
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
`,
    'use.js': `
import { careful, careless, sleep } from './store.js';
async function poll(work) {
  await sleep(10);
  try { await work(); } catch (err) { console.error(err); }
}
async function waits(work) {
  await careless(work);
  try { await work(); } catch (err) { console.error(err); }
}
function start(work) {
  careful(work);
  careless(work); // expect
  poll(work);
  waits(work); // expect
  sleep(10).then(() => work(1));
  sleep(10); // expect
}
start(console.log);
`,
  });
});
