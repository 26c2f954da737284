// names.test.mjs - the configuration's `blocking`, `cpuHeavy`, `awaitable` and `safe`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asynclint, folder, json } from './run.mjs';

// "app.py:7 blocking-helper", of every finding, in order.
function found(t, config, files, ...options) {
  const dir = folder(t, { 'asynclint.json': JSON.stringify(config), ...files });
  return json(dir, '.', '--min-severity', 'hint', ...options).json.findings.map((f) => `${f.path}:${f.line} ${f.rule}`);
}

const coroutine = (imports, ...lines) => `${imports}\n\nasync def main():\n${lines.map((l) => `    ${l}\n`).join('')}`;
const asyncFunction = (imports, ...lines) =>
  `${imports}\n\nexport async function main() {\n${lines.map((l) => `  ${l}\n`).join('')}}\n`;

test('a library\'s names: called by any spelling, in both languages', (t) => {
  const config = { blocking: ['erp.fetch', 'erp.Client.get', 'slow.*'], cpuHeavy: ['render.page'], awaitable: ['bus.publish'] };
  const python = coroutine('import asyncio, bus, erp, render, slow.io\nfrom erp import Client, fetch as f\nclient = Client()',
    'erp.fetch(1)', 'f(2)', 'client.get(3)', 'slow.io.read(4)', 'render.page(5)', 'bus.publish(6)',
    'await bus.publish(7)', 'await asyncio.to_thread(erp.fetch, 8)', 'erp.other(9)', 'client.put(10)', 'slower.read(11)');
  assert.deepEqual(found(t, config, { 'a.py': python }), [
    'a.py:6 blocking-helper', 'a.py:7 blocking-helper', 'a.py:8 blocking-helper', 'a.py:9 blocking-helper',
    'a.py:10 cpu-bound-on-event-loop', 'a.py:11 missing-await']);
  const script = asyncFunction("import { fetch as f, Client } from 'erp';\nimport page from 'render';\nimport * as bus from 'bus';\nconst client = new Client();",
    'f(1);', 'client.get(2);', 'page.page(3);', 'bus.publish(4);', 'await bus.publish(5);', 'client.put(6);');
  assert.deepEqual(found(t, config, { 'a.mjs': script }), [
    'a.mjs:7 blocking-helper', 'a.mjs:8 blocking-helper', 'a.mjs:9 cpu-bound-on-event-loop', 'a.mjs:10 floating-promise']);
});

test('without the configuration nothing is known of them', (t) => {
  const text = coroutine('import bus, erp', 'erp.fetch(1)', 'bus.publish(2)');
  assert.deepEqual(found(t, {}, { 'a.py': text }), []);
});

const DB = 'import requests\n\ndef load(k):\n    return k\n\ndef crunch(k):\n    return k\n\ndef later(k):\n    return k\n\n' +
  'def warm(k):\n    return requests.get(k, timeout=1)\n\nclass Repo:\n    def get(self):\n        return load(1)\n';

test('functions of the program, where they are called, through helpers and other files', (t) => {
  const config = { blocking: ['shop.db.load'], cpuHeavy: ['shop.db.crunch'], awaitable: ['shop.db.later'], safe: ['shop.db.warm'] };
  const app = coroutine('from .db import load, crunch, later, warm, Repo\nimport shop.db',
    'load(1)', 'crunch(2)', 'later(3)', 'warm(4)', 'Repo().get()', 'shop.db.load(6)', 'shop.db.warm(7)', 'await later(8)');
  const here = `${DB}\nasync def here():\n    load(1)\n    warm(2)\n`;
  const files = { 'top.py': '', 'shop/__init__.py': '', 'shop/db.py': here, 'shop/app.py': app };
  assert.deepEqual(found(t, config, files), [
    'shop/app.py:5 blocking-helper', 'shop/app.py:6 cpu-bound-on-event-loop', 'shop/app.py:7 missing-await',
    'shop/app.py:9 blocking-helper', 'shop/app.py:10 blocking-helper', 'shop/db.py:20 blocking-helper']);
  const near = found(t, { blocking: ['hop.db.load', 'db', 'load', 'shop.db.Repo.load'] }, files, '--select', 'blocking-helper');
  assert.deepEqual(near, ['shop/app.py:8 blocking-helper', 'shop/app.py:11 blocking-helper', 'shop/db.py:21 blocking-helper']);
});

test('… by the configuration of the file that they are in, also when that is not checked', (t) => {
  const dir = folder(t, {
    '.git/HEAD': 'ref: refs/heads/main\n',
    'lib/asynclint.json': '{"blocking": ["lib.load"]}',
    'lib/__init__.py': 'def load():\n    return 1\n',
    'app/app.py': coroutine('from lib import load', 'load()'),
  });
  const report = json(dir, 'app', '--min-severity', 'hint').json;
  assert.deepEqual(report.findings.map((f) => f.rule), ['blocking-helper']);
  assert.match(report.findings[0].message, /the configuration says so/);
  assert.match(asynclint(dir, ['graph', 'app']).out, /main -> load\n.*load -> as the configuration says/);
});

test('JavaScript: modules of the program by path or by dots', (t) => {
  const files = {
    'src/db.mjs': 'export function load(a) { return a; }\nexport function wait(a) { return a; }\n',
    'src/app.mjs': asyncFunction("import { load, wait } from './db.mjs';", 'load(1);', 'wait(2);'),
  };
  for (const name of ['src/db.load', 'src.db.load', 'db.load'])
    assert.deepEqual(found(t, { blocking: [name] }, files), ['src/app.mjs:4 blocking-helper'], name);
  assert.deepEqual(found(t, { awaitable: ['db.wait'] }, files), ['src/app.mjs:5 floating-promise']);
});

test('`safe` takes a name out of the tables, and ends what is reached through it', (t) => {
  const text = coroutine('import time\nimport requests\n\ndef helper(url):\n    return requests.get(url, timeout=1)',
    'time.sleep(1)', 'requests.post("u", timeout=1)', 'helper("u")');
  const all = ['a.py:8 blocking-sleep', 'a.py:9 blocking-http', 'a.py:10 blocking-helper'];
  assert.deepEqual(found(t, {}, { 'a.py': text }), all);
  assert.deepEqual(found(t, { safe: ['time.sleep'] }, { 'a.py': text }), all.slice(1));
  assert.deepEqual(found(t, { safe: ['requests.*'] }, { 'a.py': text }), all.slice(0, 1));
  assert.deepEqual(found(t, { safe: ['a.helper'] }, { 'a.py': text }), all.slice(0, 2));
  assert.deepEqual(found(t, { safe: ['time.sleep'], blocking: ['time.sleep'] }, { 'a.py': text }), all.slice(1));
  const script = asyncFunction("import fs from 'node:fs';", "fs.readFileSync('x');", "fetch('u');");
  assert.deepEqual(found(t, {}, { 'a.mjs': script }, '--select', 'blocking-file,floating-promise'),
    ['a.mjs:4 blocking-file', 'a.mjs:5 floating-promise']);
  assert.deepEqual(found(t, { safe: ['fs.readFileSync', 'fetch'] }, { 'a.mjs': script }, '--select', 'blocking-file,floating-promise'), []);
});

test('what the tables doubt is sure when the configuration says so', (t) => {
  const text = coroutine('import json', 'json.loads(1)');
  assert.deepEqual(found(t, {}, { 'a.py': text }), []);
  assert.deepEqual(found(t, { cpuHeavy: ['json.loads'] }, { 'a.py': text }), ['a.py:4 cpu-bound-on-event-loop']);
});

test('what is said to compute for long is offered another process', (t) => {
  const dir = folder(t, {
    'asynclint.json': '{"cpuHeavy": ["a.crunch"]}',
    'a.py': coroutine('def crunch(k):\n    return k', 'crunch(1)'),
  });
  const [finding] = json(dir, 'a.py').json.findings;
  assert.match(finding.fixes[0].title, /another process/);
});

test('lists of an extended file and of overriding files add up', (t) => {
  const text = coroutine('import erp', 'erp.a()', 'erp.b()');
  const files = { 'base.json': '{"blocking": ["erp.a"]}', 'a.py': text };
  assert.deepEqual(found(t, { extends: 'base.json', blocking: ['erp.b'] }, files), ['a.py:4 blocking-helper', 'a.py:5 blocking-helper']);
});
