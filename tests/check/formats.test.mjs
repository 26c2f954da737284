// What is printed of findings, in each format.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asynclint, check, folder, golden, json } from './run.mjs';

const FILES = {
  'a.py': 'import time\n\n\nasync def f():\n    time.sleep(1)\n\ttime\n',
  'lib/b.py': 'import time as t\nasync def g():\n\tt.sleep(1); x = "wäit 日本 \u202e"\n',
  'clean.ts': 'export const x: number = 1;\n',
};

function example(t) {
  return folder(t, FILES);
}

// Messages and titles are the rules' to word: here they are numbered.
function neutral(dir, text) {
  const findings = json(dir).json.findings;
  const words = findings.flatMap((f) => [f.message, ...f.fixes.map((fix) => fix.title)]);
  const escaped = (word) => [JSON.stringify(word).slice(1, -1), word.replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')];
  let result = text;
  [...new Set(words)].forEach((word, i) => {
    for (const form of [word, ...escaped(word)]) result = result.replaceAll(form, `<words ${i}>`);
  });
  return result.replace(/"version": "\d+\.\d+\.\d+"/, '"version": "0"');
}

test('text shows the place, the source and the help', (t) => {
  const dir = example(t);
  const { status, out, err } = check(dir);
  assert.equal(status, 1);
  golden('text.txt', neutral(dir, out));
  golden('summary.txt', err);
});

test('the underline stands below what is meant', (t) => {
  const dir = folder(t, {
    'wide.js': 'async function g() { await fetch("/"); }\nexport function h() {\n\tlet 日本 = "日本\t"; g();\n}\n',
    'bom.py': '\ufeffimport time\nasync def f(): time.sleep(1)\n',
    'bom1.js': '\ufeffasync function g() { await fetch("/"); } g();\n',
    'long.js': `async function g() { await fetch("/"); }\nexport function h() { ${'x();'.repeat(100)} g(); ${'y();'.repeat(100)} }\n`,
  });
  const blocks = check(dir, '--select', 'blocking-sleep,floating-promise').out.split(/^(?=\S+:\d+:\d+: )/m);
  assert.equal(blocks.length, 4);
  for (const block of blocks) {
    const [, source, marks] = block.split('\n');
    // Cells of the terminal: of what this file uses only these characters take two.
    const cells = [...source].flatMap((char) => ('日本'.includes(char) ? [char, ''] : [char]));
    const marked = cells.filter((_, i) => marks[i] === '^').join('');
    assert.match(marked, /^(g\(\)|time\.sleep)$/, block);
    assert.ok(cells.length < 140, 'long lines are cut');
  }
  assert.match(check(dir, 'bom1.js').out, /^bom1\.js:1:42: /, 'the mark is not counted');
});

test('colours only where they are wanted', (t) => {
  const dir = example(t);
  const run = (args, env = {}) => asynclint(dir, ['check', ...args], { env: { NO_COLOR: '', ...env } }).out;
  assert.doesNotMatch(run([]), /\x1b/, 'no terminal');
  assert.match(run(['--color=always']), /\x1b\[1ma\.py:5:5: \x1b\[0m\x1b\[1;33mwarning:\x1b\[0m/);
  assert.doesNotMatch(run(['--color=never']), /\x1b/);
  assert.match(run(['--color', 'always'], { NO_COLOR: '1' }), /\x1b/, 'the option has the last word');
  const plain = run(['--color=always']).replace(/\x1b\[[0-9;]*m/g, '');
  assert.equal(plain, run([]));
});

test('source and names never reach the terminal raw', (t) => {
  const dir = folder(t, {
    'e\x1b[31m.py': 'import time\nasync def f():\n    time.sleep(1) # \x1b[31m \x07 \u202e \x9b\n',
  });
  const { out, err } = check(dir);
  assert.match(out, /e\\x1b\[31m\.py:3:5/);
  assert.match(out, /# \\x1b\[31m \\a \\u202e \\u009b/);
  for (const text of [out, err]) assert.doesNotMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});

test('JSON is the contract', (t) => {
  const dir = example(t);
  const { status, out, json: result } = json(dir);
  assert.equal(status, 1);
  golden('findings.json', neutral(dir, out));
  assert.deepEqual(Object.keys(result), ['version', 'tool', 'files', 'skipped', 'findings']);
  for (const finding of result.findings) {
    assert.deepEqual(Object.keys(finding), [
      'path', 'rule', 'severity', 'message', 'line', 'column', 'end_line', 'end_column',
      'start_byte', 'end_byte', 'url', 'related', 'fixes',
    ]);
    const bytes = Buffer.from(FILES[finding.path]);
    const lines = bytes.subarray(0, finding.start_byte).toString().split('\n');
    assert.equal(finding.line, lines.length);
    assert.equal(finding.column, [...lines.at(-1)].length + 1);
    for (const fix of finding.fixes) {
      assert.deepEqual(Object.keys(fix), ['title', 'preferred', 'safe', 'edits']);
      for (const edit of fix.edits) assert.deepEqual(Object.keys(edit), ['path', 'start_byte', 'end_byte', 'text']);
    }
  }
});

test('JSON of nothing is JSON', (t) => {
  const dir = folder(t);
  assert.deepEqual(json(dir).json.findings, []);
  assert.equal(json(dir).status, 0);
});

test('GitHub annotations are one line each, and escaped', (t) => {
  const dir = folder(t, { 'a,b:c%.py': FILES['a.py'] });
  const { out } = check(dir, '--format', 'github');
  golden('github.txt', neutral(dir, out));
  assert.match(out, /^::warning file=a%2Cb%3Ac%25\.py,line=5,endLine=5,col=5,endColumn=15,title=[^:]*::/);
  assert.equal(out.trimEnd().split('\n').length, 1);
});

test('JUnit has a suite a file, and a case that passed for a clean one', (t) => {
  const dir = folder(t, { ...FILES, 'odd<&">.py': FILES['a.py'] });
  const { out } = check(dir, '--format', 'junit');
  golden('junit.xml', neutral(dir, out));
  const numbers = (tag, name) => [...out.matchAll(new RegExp(`<${tag} [^>]*?${name}="(\\d+)"`, 'g'))].map((m) => +m[1]);
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  assert.deepEqual(numbers('testsuites', 'tests'), [sum(numbers('testsuite', 'tests'))]);
  assert.deepEqual(numbers('testsuites', 'failures'), [sum(numbers('testsuite', 'failures'))]);
  assert.equal(out.match(/<testcase /g).length, sum(numbers('testsuite', 'tests')));
  assert.equal(out.match(/<failure /g).length, sum(numbers('testsuite', 'failures')));
});

test('SARIF names rules, regions and fixes', (t) => {
  const dir = folder(t, { ...FILES, 'sp ace%.py': FILES['a.py'] + FILES['a.py'].slice(14) });
  const { out } = check(dir, '--format', 'sarif');
  const log = JSON.parse(out);
  assert.equal(log.version, '2.1.0');
  const [run] = log.runs;
  const prints = new Set();
  for (const result of run.results) {
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    assert.match(artifactLocation.uri, /^(a\.py|lib\/b\.py|sp%20ace%25\.py)$/);
    assert.ok(region.startLine >= 1 && region.endColumn > region.startColumn);
    prints.add(`${artifactLocation.uri} ${result.partialFingerprints['asynclintLine/v1']}`);
    for (const fix of result.fixes) assert.ok(fix.artifactChanges[0].replacements.length > 0);
  }
  assert.equal(prints.size, run.results.length, 'fingerprints tell equal lines apart');
  assert.equal(run.results.length, 4);
  golden('results.sarif.json', neutral(dir, `${JSON.stringify(run.results, null, 1).replace(/"ruleIndex": \d+/g, '"ruleIndex": 0')}\n`));
});

test('a fingerprint outlives changes elsewhere in the file', (t) => {
  const dir = folder(t, FILES);
  const moved = folder(t, { 'a.py': `# more\n\n${FILES['a.py']}` });
  const print = (cwd) => JSON.parse(check(cwd, '--format=sarif', 'a.py').out).runs[0].results[0].partialFingerprints;
  assert.deepEqual(print(dir), print(moved));
});

test('--statistics counts by rule', (t) => {
  const dir = folder(t, { ...FILES, 'c.py': FILES['a.py'], 'd.js': 'async function g() { await fetch("/"); }\nexport function h() {\n  g();\n}\n' });
  assert.match(check(dir, '--statistics').out, /\n {6}3 {2}blocking-sleep\n {6}1 {2}floating-promise\n$/);
  const { out, err } = check(dir, '--statistics', '--format', 'json');
  JSON.parse(out);
  assert.match(err, / {6}3 {2}blocking-sleep\n/);
});
