// actions.test.mjs - code actions: which there are, what they do, and when they are refused.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { at, PROFILES, SLEEP, withClient } from './client.mjs';
import { BINARY, withWire } from './wire.mjs';

const FIXED = 'import time\nimport asyncio\nasync def f():\n    await asyncio.sleep(1)\n';
const uri = 'file:///tmp/a.py';
const kinds = (list) => [...new Set(list.map((a) => a.kind))];

// Profiles that differ only in what matters to actions.
const eager = { ...PROFILES.full, textDocument: { ...PROFILES.full.textDocument, codeAction: { ...PROFILES.full.textDocument.codeAction, resolveSupport: undefined } } };

test('a quick fix: preferred, with its diagnostic, applied exactly', async () => {
  for (const [name, profile] of Object.entries({ full: PROFILES.full, neovim: PROFILES.neovim, eager }))
    await withClient({ profile }, async (client) => {
      const [diagnostic] = await client.lint(uri, SLEEP);
      const actions = await client.actions(uri, diagnostic.range, { diagnostics: [diagnostic] });
      const fixes = actions.filter((a) => a.isPreferred);
      assert.equal(fixes.length, 1, name);
      assert.equal(fixes[0].kind, 'quickfix');
      assert.deepEqual(fixes[0].diagnostics, [diagnostic]);
      assert.equal(Boolean(fixes[0].edit), profile === eager, 'lazy where the client can');
      assert.equal(await client.edited(uri, fixes[0]), FIXED);
      const { edit } = fixes[0].edit ? fixes[0] : await client.request('codeAction/resolve', fixes[0]);
      assert.equal(Boolean(edit.documentChanges), name !== 'neovim');
      assert.equal(Boolean(edit.changes), name === 'neovim');
    });
});

test('a client without action objects gets commands', () =>
  withClient({ profile: { workspace: { applyEdit: true } } }, async (client) => {
    await client.lint(uri, SLEEP);
    const [first, ...rest] = await client.actions(uri, at(2, 4));
    for (const action of [first, ...rest]) assert.equal(typeof action.command, 'string');
    await client.request('workspace/executeCommand', { command: first.command, arguments: first.arguments });
    const { params } = client.requests.find((r) => r.method === 'workspace/applyEdit');
    assert.equal(client.applied(uri, params.edit), FIXED);
  }));

test('matched by place: start, inside, end, selection, or the diagnostic in the context', () =>
  withClient({}, async (client) => {
    const [diagnostic] = await client.lint(uri, SLEEP);
    const count = async (range, context) => (await client.actions(uri, range, { only: ['quickfix'], ...context })).filter((a) => a.isPreferred).length;
    for (const range of [at(2, 4), at(2, 9), at(2, 14), at(0, 0, 9, 0), at(2, 0, 2, 99), at(2, 14, 2, 4), at(2, 14, 2, 17)])
      assert.equal(await count(range), 1, JSON.stringify(range));
    for (const range of [at(2, 3), at(2, 15), at(0, 0), at(1, 0, 2, 3), at(9, 9)])
      assert.equal(await count(range), 0, JSON.stringify(range));
    assert.equal(await count(at(2, 0), { diagnostics: [diagnostic] }), 1, 'the cursor elsewhere on the line');
    assert.equal(await count(at(2, 0), { diagnostics: [{ ...diagnostic, code: 'other' }] }), 0);
  }));

test('context.only filters by prefix', () =>
  withClient({}, async (client) => {
    await client.lint(uri, SLEEP);
    const ask = async (only) => kinds(await client.actions(uri, at(2, 4), { only }));
    assert.deepEqual(await ask(['quickfix']), ['quickfix']);
    for (const only of [['source'], ['source.fixAll'], ['source.fixAll.asynclint'], ['refactor', 'source']])
      assert.deepEqual(await ask(only), ['source.fixAll.asynclint'], only.join());
    for (const only of [['refactor'], ['source.organizeImports'], ['source.fixAll.eslint'], ['source.fixAll.asynclint.x'], ['quick'], ['sourc'], []])
      assert.deepEqual(await ask(only), [], only.join());
    assert.deepEqual(await ask(undefined), ['quickfix', 'source.fixAll.asynclint']);
    assert.deepEqual(await ask(['']), ['quickfix', 'source.fixAll.asynclint']);
  }));

test('nothing to fix: nothing offered', () =>
  withClient({}, async (client) => {
    await client.lint(uri, FIXED);
    assert.deepEqual(await client.actions(uri, at(0, 0, 9, 0)), []);
    assert.deepEqual(await client.actions(uri, at(0, 0), { only: ['source.fixAll'] }), []);
    assert.deepEqual(await client.actions('file:///tmp/unknown.py', at(0, 0)), []);
  }));

test('an edit is refused when the text has changed since', () =>
  withClient({}, async (client) => {
    await client.lint(uri, SLEEP);
    const [action] = await client.actions(uri, at(2, 4));
    await client.change(uri, `\n${SLEEP}`);
    assert.equal((await client.refused('codeAction/resolve', action)).code, -32801);
    await client.close(uri);
    assert.equal((await client.refused('codeAction/resolve', action)).code, -32801);
    await client.open(uri, SLEEP);
    assert.equal((await client.refused('codeAction/resolve', action)).code, -32801, 'another opening');
    await client.diagnostics(uri);
    const [again] = await client.actions(uri, at(2, 4));
    assert.equal(await client.edited(uri, again), FIXED);
    assert.equal((await client.refused('codeAction/resolve', { title: 'x', data: {} })).code, -32602);
    assert.deepEqual(await client.request('codeAction/resolve', { title: 'x' }), { title: 'x' });
  }));

test('asked in one breath with an edit behind it: refused', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    await wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text: SLEEP } });
    await wire.send(
      { jsonrpc: '2.0', id: 1, method: 'textDocument/codeAction', params: { textDocument: { uri }, range: at(2, 4), context: { diagnostics: [] } } },
      { jsonrpc: '2.0', method: 'textDocument/didChange', params: { textDocument: { uri, version: 2 }, contentChanges: [{ text: '' }] } });
    assert.equal((await wire.reply(1)).error.code, -32801);
    await wire.stop();
  }));

const MANY = 'import time\nasync def f():\n    time.sleep(1)\n    time.sleep(2)\n\nasync def g():\n    time.sleep(3)\n';

test('fix all of a rule, and source.fixAll, leave the rest of the text alone', () =>
  withClient({}, async (client) => {
    await client.lint(uri, MANY);
    const actions = await client.actions(uri, at(2, 4));
    const all = actions.find((a) => /all `blocking-sleep`/.test(a.title));
    const fixed = await client.edited(uri, all);
    assert.equal(fixed, MANY.replace('import time', 'import time\nimport asyncio').replaceAll('time.sleep', 'await asyncio.sleep'));
    const [source] = await client.actions(uri, at(0, 0), { only: ['source.fixAll'] });
    assert.equal(await client.edited(uri, source), fixed);
    const { edit } = await client.request('codeAction/resolve', source);
    const edits = edit.documentChanges[0].edits;
    assert.deepEqual(edits.map((e) => [e.range.start.line, e.range.end.line]), [[1, 1], [2, 3], [6, 6]]);
    await client.change(uri, fixed);
    assert.deepEqual(await client.diagnostics(uri), []);
  }));

test('one finding of a rule: no "fix all of it"', () =>
  withClient({}, async (client) => {
    await client.lint(uri, SLEEP);
    const actions = await client.actions(uri, at(2, 4));
    assert.equal(actions.filter((a) => /all `/.test(a.title)).length, 0);
  }));

test('source.fixAll equals check --fix, byte for byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'asynclint-'));
  try {
    await withClient({ profile: PROFILES.neovim }, async (client) => {
      const texts = {
        'a.py': MANY, 'crlf.py': MANY.replaceAll('\n', '\r\n'), 'emoji.py': MANY.replace('    time.sleep(1)', '    "😀é"; time.sleep(1)'),
        'indented.py': MANY.replaceAll('    ', '\t'), 'shebang.py': `#!/usr/bin/env python3\n"""Doc."""\nfrom __future__ import annotations\n${MANY}`,
      };
      for (const [name, text] of Object.entries(texts)) {
        const path = join(folder, name);
        writeFileSync(path, text);
        try {
          execFileSync(BINARY, ['check', '--fix', '--quiet', '--no-config', '--exit-zero', path], { stdio: 'ignore' });
        } catch { /* the status is not what is tested */ }
        const document = `file://${path}`;
        await client.lint(document, text);
        const [source] = await client.actions(document, at(0, 0), { only: ['source.fixAll.asynclint'] });
        assert.equal(await client.edited(document, source), readFileSync(path, 'utf8'), name);
        assert.notEqual(readFileSync(path, 'utf8'), text, name);
      }
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('suppression: of the line and of the file; the finding is gone', async () => {
  const texts = [SLEEP, SLEEP.replaceAll('\n', '\r\n'), SLEEP.replace('(1)', '(1)  # why'), '#!/usr/bin/env python3\n# x\n' + SLEEP,
    SLEEP.replace('time.sleep(1)', 'time.sleep(\n        1,\n    )'), `"""Doc.\n\nmore"""\n${SLEEP}`, `# -*- coding: utf-8 -*-\n${SLEEP}`,
    SLEEP.replace('async', '@decorated(time.sleep)\nasync'), SLEEP.replace('time.sleep(1)', 'print("""\n  x""", time.sleep(1))'),
    SLEEP.replace('time.sleep(1)', 'x = f"""\n{time.sleep(1)}\n"""'), SLEEP.replace('time.sleep(1)', 'x = 1 + \\\n        time.sleep(1)'), SLEEP.trimEnd()];
  for (const text of texts)
    await withClient({}, async (client) => {
      const [found] = await client.lint(uri, text);
      for (const where of ['line', 'file']) {
        const actions = await client.actions(uri, found.range);
        const ignore = actions.find((a) => a.title === `Ignore \`blocking-sleep\` ${where === 'line' ? 'on this line' : 'in this file'}`);
        assert.ok(!ignore.isPreferred);
        const edited = await client.edited(uri, ignore);
        assert.match(edited, where === 'line' ? /# asynclint: ignore\[blocking-sleep\]/ : /# asynclint: ignore-file\[blocking-sleep\]/);
        if (text.includes('\r\n')) assert.doesNotMatch(edited, /[^\r]\n/);
        await client.change(uri, edited);
        assert.deepEqual(await client.diagnostics(uri), [], JSON.stringify(edited));
        await client.change(uri, text);
        await client.diagnostics(uri);
      }
    });
});

test('suppression in JavaScript, where a comment can stand and where none can (18)', async () => {
  const head = 'async function go() {}\n';
  const texts = [`${head}export function f() {\n  go();\n}\n`, `${head}export function f() {\n  go(); // why\n}\n`, `${head}export function f() {\n  go(); /* why */\n}\n`,
    `#!/usr/bin/env node\n'use strict';\n${head}go();\n`, `/* eslint-env node */\n${head}go(\`a\n\${go()}\n\`);\n`, `${head}export const f = () => <a>\n  {go()}\n</a>;\n`,
    `${head}export const f = (x) => {\n  if (x) go();\n};`, `${head}go(\n  1,\n  \`a\n  b\`);\n`];
  let seen = 0;
  for (const text of texts.flatMap((it) => [it, it.replaceAll('\n', '\r\n')]))
    await withClient({}, async (client) => {
      const jsx = 'file:///tmp/a.jsx';
      const [found] = (await client.lint(jsx, text, { languageId: 'javascriptreact' })).filter((d) => d.code === 'floating-promise');
      for (const where of found ? ['on this line', 'in this file'] : []) {
        const actions = await client.actions(jsx, found.range);
        const edited = await client.edited(jsx, actions.find((a) => a.title === `Ignore \`floating-promise\` ${where}`));
        if (text.includes('\r\n')) assert.doesNotMatch(edited, /[^\r]\n/);
        await client.change(jsx, edited);
        assert.deepEqual((await client.diagnostics(jsx)).filter((d) => ['floating-promise', 'unused-suppression'].includes(d.code)), [], edited);
        await client.change(jsx, text);
        await client.diagnostics(jsx);
        seen++;
      }
    });
  assert.ok(seen >= 24, `${seen}`);
});

test('an unused suppression can be removed, and is not offered to be ignored', () =>
  withClient({}, async (client) => {
    const [found] = await client.lint(uri, 'x = 1  # asynclint: ignore[blocking-sleep]\n');
    const actions = await client.actions(uri, found.range, { only: ['quickfix'] });
    assert.equal(actions.filter((a) => /^Ignore/.test(a.title)).length, 0);
    assert.equal(await client.edited(uri, actions.find((a) => a.isPreferred)), 'x = 1\n');
  }));

test('the rule\'s documentation is opened by the client that can', async () => {
  await withClient({}, async (client) => {
    await client.lint(uri, SLEEP);
    const action = (await client.actions(uri, at(2, 4))).find((a) => a.command);
    await client.request('workspace/executeCommand', action.command);
    const { params } = client.requests.find((r) => r.method === 'window/showDocument');
    assert.match(params.uri, /#blocking-sleep$/);
    assert.equal(params.external, true);
  });
  await withClient({ profile: PROFILES.neovim }, async (client) => {
    await client.lint(uri, SLEEP);
    assert.equal((await client.actions(uri, at(2, 4))).filter((a) => a.command).length, 0);
  });
});

test('several ways to mend a thing: each with its own title, one preferred at most (13)', () =>
  withClient({}, async (client) => {
    const [found] = await client.lint(uri, 'import requests\nasync def f():\n    return requests.get("x").text\n');
    const fixes = (await client.actions(uri, found.range, { only: ['quickfix'], diagnostics: [found] })).filter((a) => !a.command && !/^Ignore/.test(a.title));
    assert.ok(fixes.length >= 2, JSON.stringify(fixes));
    assert.equal(new Set(fixes.map((a) => a.title)).size, fixes.length);
    assert.ok(fixes.filter((a) => a.isPreferred).length <= 1);
    const results = await Promise.all(fixes.filter((a) => !a.disabled).map((a) => client.edited(uri, a)));
    assert.equal(new Set(results).size, results.length);
  }));

test('a fix that cannot be made is shown with its reason, or left out (17)', async () => {
  const text = 'import sqlite3\nasync def f(path):\n    connection = sqlite3.connect(path)\n    return connection.execute("select 1")\n';
  const ask = async (profile) => {
    const all = [];
    await withClient({ profile }, async (client) => {
      for (const { range } of await client.lint(uri, text)) all.push(...await client.actions(uri, range, { only: ['quickfix'] }));
    });
    return all;
  };
  const shown = (await ask(PROFILES.full)).filter((a) => a.disabled);
  assert.ok(shown.length, 'one is disabled');
  for (const { disabled, edit, data, isPreferred } of shown)
    assert.deepEqual([disabled.reason.length > 5, edit, data, isPreferred], [true, undefined, undefined, undefined]);
  const codeAction = { ...PROFILES.full.textDocument.codeAction, disabledSupport: undefined };
  const titles = (await ask({ ...PROFILES.full, textDocument: { ...PROFILES.full.textDocument, codeAction } })).map((a) => a.title);
  assert.deepEqual(titles.filter((title) => shown.some((a) => a.title === title)), []);
  assert.ok(titles.length);
});

test('what is inserted has the line ends and the indentation of the file (16)', () =>
  withClient({}, async (client) => {
    for (const [document, end, indent] of [['file:///lf.py', '\n', '\t'], ['file:///crlf.py', '\r\n', '  ']]) {
      const lines = (...list) => list.map((line) => line.replaceAll('>', indent) + end).join('');
      const text = lines('import time', 'async def f():', '>try:', '>>time.sleep(1)', '>finally:', '>>pass');
      const [found] = await client.lint(document, text);
      const actions = await client.actions(document, found.range, { only: ['quickfix'] });
      const fixed = await client.edited(document, actions.find((a) => a.isPreferred));
      assert.equal(fixed, lines('import time', 'import asyncio', 'async def f():', '>try:', '>>await asyncio.sleep(1)', '>finally:', '>>pass'));
      const ignored = await client.edited(document, actions.find((a) => /in this file/.test(a.title)));
      assert.equal(ignored, `# asynclint: ignore-file[blocking-sleep]${end}${text}`);
    }
  }));

// A fix that may change what the program does, and one that cannot be made.
const UNSAFE = 'async function f() {}\nexport function g() {\n  f();\n}\n';

test('unsafe fixes: never preferred; confirmed where the client can', async () => {
  for (const profile of [PROFILES.full, PROFILES.neovim])
    await withClient({ profile }, async (client) => {
      const js = 'file:///tmp/a.js';
      const [found] = await client.lint(js, UNSAFE);
      let unsafe = 0;
      for (const action of await client.actions(js, found.range, { only: ['quickfix'] })) {
        if (action.command || action.disabled) continue;
        const { edit } = await client.request('codeAction/resolve', action);
        const annotated = edit.documentChanges?.[0].edits.some((e) => e.annotationId);
        if (!annotated) continue;
        unsafe++;
        assert.ok(!action.isPreferred);
        for (const { annotationId } of edit.documentChanges[0].edits)
          assert.equal(edit.changeAnnotations[annotationId].needsConfirmation, true);
      }
      assert.equal(unsafe > 0, profile === PROFILES.full);
    });
});
