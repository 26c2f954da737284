// index.test.mjs - whatever was edited, saved, renamed and deleted before: a server that saw
// all of it says what a new one says, and what `asynclint check` says of the same disk.
//
// SEED=… and STEPS=… run another walk; a walk that fails tells its seed and its last steps.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Client, PROFILES, withFolder, withPull } from './client.mjs';
import { random } from './model.mjs';
import { BINARY, isSparse } from './wire.mjs';

const [CREATED, CHANGED, DELETED] = [1, 2, 3];
const SEVERITIES = [, 'error', 'warning', 'information', 'hint'];
const STEPS = Number(process.env.STEPS ?? (isSparse ? 20 : 80));

// --- texts ---

const PYTHON = ['app.py', 'lib/__init__.py', 'lib/a.py', 'lib/b.py', 'lib/sub/__init__.py', 'lib/sub/c.py', 'out/d.py', 'src/e.py', 'space/f.py', 'lib/b.pyi'];
const JS = ['web/main.js', 'web/util.js', 'web/util/index.ts', 'web/part.ts', 'packages/core/src/index.ts', 'packages/core/extra.js', 'packages/app/app.ts'];
const PYTHON_MODULES = ['lib', 'lib.a', 'lib.b', 'lib.sub', 'lib.sub.c', 'out.d', 'e', 'space.f', 'app'];
const JS_MODULES = ['./util', './util.js', './part', './main.js', '@acme/core', '@acme/core/extra', '#extra', '~/part', '../core/src/index', './extra.js'];
const PROJECTS = {
  'asynclint.json': ['{}', '{"exclude": ["out/"]}', '{"exclude": ["lib/sub/", "web/util.js"]}', '{"rules": {"blocking-helper": "hint"}}'],
  'package.json': ['{"workspaces": ["packages/*"]}', '{"name": "all"}', '{"workspaces": ['],
  'packages/core/package.json': ['{"name": "@acme/core", "main": "dist/index.js"}', '{"name": "@acme/core", "exports": {".": "./src/index.ts", "./extra": "./extra.js"}}', '{"name": "other"}'],
  'packages/app/package.json': ['{"name": "app", "imports": {"#extra": "../core/extra.js"}}', '{"name": "app"}'],
  'tsconfig.json': ['{"compilerOptions": {"baseUrl": ".", "paths": {"~/*": ["web/*"]}}}', '{}'],
  'pyproject.toml': ['[project]\nname = "w"\n', ''],
};
const FUNCTIONS = ['load', 'save', 'fetch'];

const pick = (rnd, list) => list[Math.floor(rnd() * list.length)];

function pythonBody(rnd, names) {
  const call = () => `${pick(rnd, names)}()`;
  return pick(rnd, [
    () => '    return 1', () => '    time.sleep(1)', () => `    return ${call()}`, () => `    ${call()}\n    return 2`,
    () => `    global total\n    total += 1\n    found.append(total)`,
    () => `    if x is None:\n        x = ${call()}`, () => '    for i in range(10**9):\n        x = i * i',
  ])();
}

function pythonText(rnd) {
  const lines = ['import time', 'import threading', 'from multiprocessing import Process', 'total = 0', 'found = []'], names = [...FUNCTIONS];
  for (let i = 0; i < 3; i++) {
    const module = pick(rnd, PYTHON_MODULES), name = pick(rnd, FUNCTIONS), as = `x${i}`;
    lines.push(pick(rnd, [
      () => (names.push(as), `from ${module} import ${name} as ${as}`), () => `from ${module} import ${name}`, () => `from ${module} import *`,
      () => (names.push(`${module}.${name}`), `import ${module}`), () => (names.push(as), `from .${pick(rnd, ['', 'a', 'b', 'sub.c'])} import ${name} as ${as}`),
      () => (names.push(`${as}().run`), `from ${module} import Job as ${as}`),
    ])());
  }
  lines.push('x = None');
  for (const name of FUNCTIONS)
    if (rnd() < 0.5) lines.push('', `${rnd() < 0.2 ? 'async ' : ''}def ${name}(x=None):`, pythonBody(rnd, names));
  if (rnd() < 0.4) lines.push('', `class Job${rnd() < 0.3 ? '(x0)' : ''}:`, '    def run(self):', pythonBody(rnd, names).replace(/^/gm, '    '));
  lines.push('', 'async def handler():', `    ${pick(rnd, names)}()`, `    ${pick(rnd, names)}()`);
  const start = pick(rnd, ['threading.Thread', 'Process']);
  if (rnd() < 0.5) lines.push('', 'def begin(n):', '    for i in range(n):', `        ${start}(target=${pick(rnd, names)}).start()`, '    print(lib.a.found, found)');
  if (rnd() < 0.1) lines.push('__all__ = ["load"]');
  return lines.join('\n') + '\n';
}

function jsText(rnd) {
  const lines = ["import { readFileSync } from 'node:fs';"], names = [...FUNCTIONS];
  for (let i = 0; i < 3; i++) {
    const module = pick(rnd, JS_MODULES), name = pick(rnd, FUNCTIONS), as = `x${i}`;
    lines.push(pick(rnd, [
      () => (names.push(as), `import { ${name} as ${as} } from '${module}';`), () => (names.push(`${as}.${name}`), `import * as ${as} from '${module}';`),
      () => `export * from '${module}';`, () => `export { ${name} as ${pick(rnd, FUNCTIONS)}${i} } from '${module}';`,
      () => (names.push(as), `import ${as} from '${module}';`), () => (names.push(as), `const { ${name}: ${as} } = require('${module}');`),
    ])());
  }
  const body = () => pick(rnd, ['return 1;', "return readFileSync('x');", `return ${pick(rnd, names)}();`, `${pick(rnd, names)}();`]);
  for (const name of FUNCTIONS)
    if (rnd() < 0.6) lines.push(`export ${rnd() < 0.2 ? 'async ' : ''}function ${name}() { ${body()} }`);
  if (rnd() < 0.3) lines.push(`export default function () { ${body()} }`);
  lines.push(`export async function handler() {\n  ${pick(rnd, names)}();\n  return ${pick(rnd, names)}();\n}`);
  return lines.join('\n') + '\n';
}

const textFor = (rnd, name) => PROJECTS[name] ? pick(rnd, PROJECTS[name]) : name.endsWith('.py') || name.endsWith('.pyi') ? pythonText(rnd) : jsText(rnd);
const languageOf = (name) => /\.pyi?$/.test(name) ? 'python' : name.endsWith('.ts') ? 'typescript' : name.endsWith('.js') ? 'javascript' : name.endsWith('.json') ? 'json' : 'toml';

// --- a walk ---

class Walk {
  disk = new Map();
  open = new Map();
  history = [];

  constructor(seed, folder, uri, client, mode) {
    Object.assign(this, { seed, mode, rnd: random(seed), folder, uri, client, names: [...PYTHON, ...JS, ...Object.keys(PROJECTS)] });
    this.files = [...PYTHON, ...JS];
  }

  put(name, text) {
    const path = join(this.folder, name), type = this.disk.has(name) ? CHANGED : CREATED;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    this.disk.set(name, text);
    return { uri: this.uri(name), type };
  }

  remove(name) {
    rmSync(join(this.folder, name));
    this.disk.delete(name);
    return { uri: this.uri(name), type: DELETED };
  }

  watched(...changes) {
    return this.client.notify('workspace/didChangeWatchedFiles', { changes });
  }

  // Each returns what it did, or nothing when it could not.
  steps = {
    async write() {
      const name = pick(this.rnd, this.rnd() < 0.2 ? this.names : this.files);
      await this.watched(this.put(name, textFor(this.rnd, name)));
      return name;
    },
    async shift() {
      const name = pick(this.rnd, [...this.disk.keys()]);
      if (PROJECTS[name]) return undefined;
      await this.watched(this.put(name, `\n${this.disk.get(name)}`));
      return name;
    },
    async delete() {
      const name = pick(this.rnd, [...this.disk.keys()]);
      await this.watched(this.remove(name));
      return name;
    },
    async rename() {
      const from = pick(this.rnd, [...this.disk.keys()]), to = pick(this.rnd, this.files);
      if (PROJECTS[from] || from === to) return undefined;
      const text = this.disk.get(from);
      await this.watched(this.remove(from), this.put(to, text));
      return `${from} ${to}`;
    },
    async open() {
      const name = pick(this.rnd, this.rnd() < 0.1 ? this.names : this.files);
      if (this.open.has(name)) return undefined;
      const text = this.rnd() < 0.6 && this.disk.has(name) ? this.disk.get(name) : textFor(this.rnd, name);
      this.open.set(name, text);
      await this.client.open(this.uri(name), text, { languageId: languageOf(name) });
      return name;
    },
    async change() {
      const name = pick(this.rnd, [...this.open.keys()]);
      if (!name) return undefined;
      const text = textFor(this.rnd, name);
      this.open.set(name, text);
      await this.client.change(this.uri(name), text);
      return name;
    },
    async insert() {
      const name = pick(this.rnd, [...this.open.keys()]);
      if (!name || PROJECTS[name]) return undefined;
      const text = `\n${this.open.get(name)}`, start = { line: 0, character: 0 };
      this.open.set(name, text);
      await this.client.edit(this.uri(name), [{ range: { start, end: start }, text: '\n' }], text);
      return name;
    },
    async save() {
      const name = pick(this.rnd, [...this.open.keys()]);
      if (!name) return undefined;
      const change = this.put(name, this.open.get(name));
      await this.client.notify('textDocument/didSave', { textDocument: { uri: this.uri(name) } });
      await this.watched(change);
      return name;
    },
    async close() {
      const name = pick(this.rnd, [...this.open.keys()]);
      if (!name) return undefined;
      this.open.delete(name);
      await this.client.close(this.uri(name));
      return name;
    },
  };

  async step() {
    const kind = pick(this.rnd, ['write', 'write', 'shift', 'delete', 'rename', 'open', 'open', 'change', 'change', 'insert', 'save', 'close', 'close']);
    const what = await this.steps[kind].call(this);
    if (what) this.history.push(`${kind} ${what}`);
  }

  async fresh() {
    const client = new Client({ profile: this.client.capabilities });
    try {
      await client.start(options(this.uri, this.mode));
      for (const [name, text] of this.open) await client.open(this.uri(name), text, { languageId: languageOf(name) });
      return await settled(client);
    } finally {
      client.kill();
    }
  }

  checked() {
    const run = spawnSync(BINARY, ['check', '--format', 'json', '--min-severity', 'hint', '.'], { cwd: this.folder, encoding: 'utf8' });
    assert.ok(run.stdout, run.stderr);
    return JSON.parse(run.stdout).findings.map((f) => `${f.path}:${f.line} ${f.severity} ${f.rule} ${f.message}`);
  }

  async compare() {
    const why = `seed ${this.seed}, after ${this.history.length} steps, the last: ${this.history.slice(-12).join(', ')}`;
    const found = await settled(this.client);
    assert.deepEqual(found, await this.fresh(), why);
    if (this.open.size || this.mode !== 'workspace') return;
    const lines = [...found.files].flatMap(([uri, items]) => items.map((d) =>
      `${fileURLToPath(uri).slice(this.folder.length + 1)}:${d.range.start.line + 1} ${SEVERITIES[d.severity]} ${d.code} ${d.message}`));
    assert.deepEqual(lines.sort(), this.checked().sort(), why);
  }
}

// The newer of the two servers reads what the older one kept.
const options = (uri, diagnosticMode) => ({ workspaceFolders: [{ uri: uri(''), name: 'w' }], initializationOptions: { diagnosticMode, cache: '.cache' } });

// By URI: of open documents, and of other files.
async function settled(client) {
  const { documents, files } = await client.request('asynclint/settled', {});
  const byUri = (list) => new Map(list.map((one) => [one.uri, one.items]).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { documents: byUri(documents), files: byUri(files) };
}

async function walk(seed, profile, mode = 'workspace') {
  const files = Object.fromEntries(Object.entries(PROJECTS).map(([name, texts]) => [name, texts[0]]));
  await withFolder(files, async (folder, uri) => {
    const client = new Client({ profile });
    const one = new Walk(seed, folder, uri, client, mode);
    for (const name of Object.keys(files)) one.disk.set(name, files[name]);
    for (const name of one.files) if (one.rnd() < 0.7) one.put(name, textFor(one.rnd, name));
    try {
      await client.start(options(uri, mode));
      let told = 0;
      for (let i = 0; i < STEPS; i++) {
        await one.step();
        if (one.rnd() < 0.3) continue; // several at once
        await one.compare();
        told++;
      }
      assert.ok(told > STEPS / 3);
      await client.stop();
    } finally {
      client.kill();
    }
  });
}

const seeds = process.env.SEED ? [Number(process.env.SEED)] : [1, 2, 3];
for (const seed of seeds) {
  test(`a long session equals a new one, pushing (seed ${seed})`, () => walk(seed, PROFILES.full));
  test(`a long session equals a new one, pulling (seed ${seed})`, () => walk(seed + 1000, withPull(PROFILES.full)));
  test(`a long session equals a new one, open files only (seed ${seed})`, () => walk(seed + 2000, PROFILES.full, 'openFiles'));
}
