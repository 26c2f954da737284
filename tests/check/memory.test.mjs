// memory.test.mjs - memory that cannot be had, at any point: a message and status 2, and every
// file as it was or as it should be. A library that is put before the C library's says no.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { asynclint, BINARY, fill, folder } from './run.mjs';

const LIBRARY = `
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
static atomic_long count;
static long at;
static int once;
__attribute__((constructor)) static void begin(void)
{
    const char *wanted = getenv("NO_MEMORY_AT");
    once = getenv("NO_MEMORY_ONCE") != NULL;
    at = wanted ? atol(wanted) : 0;
    count = 0;
}
__attribute__((destructor)) static void end(void)
{
    if (!at)
        fprintf(stderr, "allocations: %ld\\n", (long)count);
}
static int fails(void)
{
    long number = ++count;
    if (!at || (once ? number != at : number < at))
        return 0;
    errno = ENOMEM;
    return 1;
}
void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t n, size_t size) { return fails() ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t size) { return fails() ? NULL : __libc_realloc(p, size); }
`;

const FILES = {
  'a.py': 'import time\nimport asyncio\nasync def g():\n    time.sleep(1)\n    asyncio.sleep(2)\n',
  'b.mjs': 'import fs from "fs";\nasync function f(a) {\n  for (const x of a) await f(x);\n  fs.readFileSync("x");\n  f(a);\n}\n',
  'n.ipynb': JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [
    { id: 'a', cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: ['import time\n', 'async def h():\n', '    time.sleep(1)\n'] }] }, null, 1),
  'asynclint.json': '{"rules": {"all": "warning"}, "overrides": [{"files": ["x/**"], "rules": {"all": "off"}}]}',
};

// The library, or null and a skipped test.
function library(t) {
  if (/\b(san|tsan|coverage)\b/.test(BINARY)) return t.skip('what is built in needs memory, too'), null;
  const dir = folder(t, { 'no_memory.c': LIBRARY });
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', 'no_memory.so', 'no_memory.c'], { cwd: dir });
  if (status !== 0) return t.skip('no compiler, or not this C library'), null;
  return join(dir, 'no_memory.so');
}

const files = (dir) => Object.fromEntries(readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'utf8')]));

// Runs it without memory from the n-th time on, and at the n-th time only, for some n of all.
function starve(t, args, judge, { points = 60, input = '' } = {}) {
  const LD_PRELOAD = library(t);
  if (!LD_PRELOAD) return;
  const dir = folder(t, FILES), typed = join(folder(t), 'input');
  writeFileSync(typed, input);
  const run = (env) => {
    fill(dir, FILES);
    const fd = openSync(typed); // not a pipe: nobody may be there to read it
    const got = asynclint(dir, args, { stdio: [fd, 'pipe', 'pipe'], timeout: 60_000, env: { LD_PRELOAD, ...env } });
    closeSync(fd);
    return { ...got, files: files(dir) };
  };
  const whole = run({});
  const [, total] = whole.err.match(/allocations: (\d+)\n$/);
  whole.err = whole.err.replace(/allocations: .*\n$/, '');
  const step = Math.max(1, Math.floor(total / points));
  for (let at = 1; at <= total; at += step) {
    for (const once of [{}, { NO_MEMORY_ONCE: '1' }]) {
      const got = run({ NO_MEMORY_AT: String(at), ...once });
      assert.equal(got.signal, null, `${at}: ended by a signal`);
      judge(got, whole, at);
    }
  }
}

// It said so, or could do without and nothing is missing.
function honest(got, whole, at) {
  if (got.status !== 2) return assert.deepEqual(got, whole, `${at}`);
  assert.match(got.err, /^asynclint: .*([Oo]ut of memory|Cannot allocate memory|cannot be run)/m, `${at}`);
}

for (const format of ['text', 'json', 'sarif'])
  test(`a report is whole, or there is a message: ${format}`, (t) => starve(t, ['check', '-j1', '--format', format], honest));

test('a file is as it was, or as it should be', (t) => {
  starve(t, ['check', '-j1', '--fix', '--unsafe-fixes'], (got, whole, at) => {
    honest(got, whole, at);
    assert.deepEqual(Object.keys(got.files).sort(), Object.keys(FILES).sort(), `${at}: something was left over`);
    for (const [name, text] of Object.entries(got.files)) assert.ok([FILES[name], whole.files[name]].includes(text), `${at}: ${name}`);
  }, { points: 120 });
});

test('a cache is whole, or is not believed', (t) => {
  const cache = join(folder(t), 'cache');
  const args = ['check', '-j1', '--format', 'json', '--cache', cache];
  const plain = asynclint(folder(t, FILES), args.slice(0, -2)).out;
  starve(t, args, (got, whole, at) => {
    honest(got, whole, at);
    const next = asynclint(folder(t, FILES), args); // with what the other left
    assert.deepEqual([next.out, next.err, next.status], [plain, whole.err, whole.status], `${at}: the next run`);
    rmSync(cache, { recursive: true, force: true });
  });
});

test('the server ends with a message', (t) => {
  const messages = [
    { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }, { method: 'initialized', params: {} },
    { method: 'textDocument/didOpen', params: { textDocument: { uri: 'file:///a.py', languageId: 'python', version: 1, text: FILES['a.py'] } } },
    { id: 2, method: 'textDocument/hover', params: { textDocument: { uri: 'file:///a.py' }, position: { line: 3, character: 6 } } },
    { id: 3, method: 'textDocument/codeAction', params: { textDocument: { uri: 'file:///a.py' }, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }, context: { diagnostics: [] } } },
    { method: 'textDocument/didChange', params: { textDocument: { uri: 'file:///a.py', version: 2 }, contentChanges: [{ text: 'import time\nasync def f():\n    time.sleep(2)\n' }] } },
    { method: 'notebookDocument/didOpen', params: { notebookDocument: { uri: 'file:///n.ipynb', notebookType: 'jupyter-notebook', version: 1, cells: [{ kind: 2, document: 'vscode-notebook-cell:/n.ipynb#a' }] },
      cellTextDocuments: [{ uri: 'vscode-notebook-cell:/n.ipynb#a', languageId: 'python', version: 1, text: FILES['a.py'] }] } },
    { id: 4, method: 'asynclint/settled', params: {} }, { id: 5, method: 'shutdown' }, { method: 'exit' },
  ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
  const input = messages.map((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`).join('');
  starve(t, ['lsp'], (got, whole, at) => {
    if (got.status === 2) assert.match(got.err, /out of memory|Cannot allocate/i, `${at}`);
    else assert.equal(got.status, whole.status, `${at}: ${got.err}`);
  }, { input });
});
