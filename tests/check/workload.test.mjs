// workload.test.mjs - the setting `workload`: which advice and which fix come first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asynclint, folder, json } from './run.mjs';

// The first finding's message and the titles of its fixes, in order.
function first(t, name, text, rule, workload) {
  const dir = folder(t, { 'asynclint.json': JSON.stringify(workload ? { workload } : {}), [name]: text });
  const [finding] = json(dir, '--select', rule, '--min-severity', 'hint').json.findings;
  return { message: finding.message, titles: finding.fixes.map((fix) => fix.title), preferred: finding.fixes.map((fix) => fix.preferred) };
}

const coroutine = (imports, line) => `${imports}\n\n\nasync def main(x):\n    ${line}\n`;
const HTTP = coroutine('import requests', 'return requests.get(x, timeout=3).json()');
const HASH = coroutine('import bcrypt', 'return bcrypt.checkpw(x, x)');
const COUNT = 'def count():\n    n = 0\n    for i in range(10000000):\n        n += i\n    return n\n\n\nasync def main():\n    return count()\n';
const LOOP = 'async def size(url):\n    return len(url)\n\n\nasync def main(urls):\n    for url in urls:\n        await size(url)\n';
const THREAD = /thread/, PROCESS = /process/, CLIENT = /aiohttp/, TOGETHER = /^Await them together with/, BOUNDED = /10 at a time/;

const TABLE = [
  // file, rule, then by workload: the first fix and what the message says
  ['http', HTTP, 'blocking-http', { 'io-bound': [CLIENT, /use `aiohttp`, or run it in a thread$/], 'cpu-bound': [THREAD, /run it in a thread, or use `aiohttp`$/], mixed: [CLIENT, /use `aiohttp`, or/] }],
  ['hash', HASH, 'cpu-bound-on-event-loop', { 'io-bound': [THREAD, /run it in a thread$/], 'cpu-bound': [PROCESS, /a process pool, or in a thread$/], mixed: [PROCESS, /a process pool, or in a thread$/] }],
  ['count', COUNT, 'cpu-bound-on-event-loop', { 'io-bound': [PROCESS, /ProcessPoolExecutor/], 'cpu-bound': [PROCESS, /ProcessPoolExecutor/], mixed: [PROCESS, /ProcessPoolExecutor/] }],
  ['loop', LOOP, 'await-in-loop', { 'io-bound': [TOGETHER, /./], 'cpu-bound': [BOUNDED, /./], mixed: [TOGETHER, /./] }],
];

for (const [name, text, rule, wanted] of TABLE)
  for (const [workload, [title, message]] of Object.entries(wanted))
    test(`${name}: ${rule} of a program that is ${workload}`, (t) => {
      const found = first(t, `${name}.py`, text, rule, workload);
      assert.match(found.titles[0], title);
      assert.match(found.message, message);
      assert.ok(!found.preferred.slice(1).includes(true));
      assert.deepEqual(found.titles.slice().sort(), first(t, `${name}.py`, text, rule).titles.sort());
    });

test('what `--fix` applies stays safe, whatever comes first', (t) => {
  const dir = folder(t, { 'asynclint.json': '{"workload": "cpu-bound"}', 'hash.py': HASH });
  assert.equal(asynclint(dir, ['check', '--fix', '--quiet', 'hash.py']).status, 0);
  assert.match(asynclint(dir, ['check', 'hash.py']).out, /^$/);
});

test('the pages of the rules that it decides show the one table', () => {
  const table = (rule) => asynclint('.', ['explain', '--color', 'never', rule]).out.split(/\n(?=[A-Z].*\n-{3})/).find((section) => section.startsWith('Which way'));
  for (const word of ['io-bound', 'cpu-bound', 'mixed']) assert.ok(table('blocking-http').includes(word), word);
  for (const rule of ['cpu-bound-on-event-loop', 'await-in-loop', 'unbounded-concurrency', 'blocking-helper'])
    assert.equal(table(rule), table('blocking-http'), rule);
  assert.equal(table('dangling-task'), undefined);
});
