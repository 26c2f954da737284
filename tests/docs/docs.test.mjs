// What README.md and docs/ tell people to type works, and what they link to is there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const PAGES = ['README.md', 'CHANGELOG.md', 'docs/ARCHITECTURE.md', 'docs/HACKING.md', 'docs/SECURITY.md', 'docs/trust.md', 'docs/rules.md'];
const page = (path) => readFileSync(join(ROOT, path), 'utf8');
const README = page('README.md');

// The fenced blocks of one language.
const blocks = (text, language) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1]);
const commands = (text) =>
  blocks(text, 'sh').flatMap((block) => block.split('\n')).map((line) => line.replace(/ #.*/, '').trim()).filter(Boolean);

// Runs the program in a project of its own, made of `files`.
function run(args, files) {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return spawnSync(PROGRAM, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FORECAST = page('docs/examples/forecast.py');
const findings = (files, args = []) =>
  JSON.parse(run(['check', '--format', 'json', '--min-severity', 'hint', ...args], files).stdout).findings;

for (const command of commands(README).filter((line) => line.startsWith('asynclint ')))
  test(`README: ${command}`, () => {
    const files = { 'app.py': FORECAST, 'src/a.py': FORECAST, 'asynclint-baseline.json': '{"version": 1, "findings": []}' };
    const { status, stdout, stderr } = run(command.split(/ +/).slice(1), files);
    assert.ok(status === 0 || status === 1, `status ${status}: ${stderr}`);
    assert.ok(stdout || /--fix|--output|--write-baseline/.test(command), 'prints something');
  });

const targets = [...page('Makefile').matchAll(/^([a-z-]+):.*## /gm)].map((match) => match[1]);
for (const path of ['README.md', 'docs/HACKING.md', 'docs/trust.md'])
  test(`${path}: the commands are there`, () => {
    for (const line of commands(page(path))) {
      const [program, ...words] = line.replace(/^sudo /, '').split(/ +/);
      if (program === 'make')
        for (const word of words) assert.ok(/=/.test(word) || targets.includes(word), line);
      else if (program === './setup.sh')
        assert.match(page('setup.sh'), new RegExp(`usage: .*|^ +\\./setup\\.sh ${words[0]} `, 'm'));
      else assert.ok(['asynclint', 'npm', 'code', 'vsce', 'ovsx'].includes(program) || existsSync(join(ROOT, program)), line);
    }
  });

for (const path of PAGES)
  test(`${path}: what it links to is there`, () => {
    for (const [, target] of page(path).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
      assert.ok(existsSync(join(ROOT, dirname(path), target)), target);
  });

test('README: the configuration is read without complaint, and holds', () => {
  const text = blocks(README, 'json').find((block) => block.includes('"rules"'));
  const files = { 'asynclint.json': text, 'app.py': FORECAST, 'scripts/app.py': FORECAST, 'vendor/app.py': FORECAST };
  const { status, stderr } = run(['check'], files);
  assert.equal(status, 1, stderr);
  assert.doesNotMatch(stderr, /asynclint\.json/);
  const found = findings(files);
  assert.deepEqual([...new Set(found.map(({ path }) => path))], ['app.py']);
  assert.equal(found.find(({ rule }) => rule === 'blocking-sleep').severity, 'error');
});

test('README: the suppressions suppress', () => {
  const python = (line) => `import time\n\n\nasync def main():\n    ${line}\n`;
  const suppressed = blocks(README, 'python')[0].trim();
  assert.equal(findings({ 'a.py': python(suppressed.replace(/ *#.*/, '')) }).length, 1);
  assert.deepEqual(findings({ 'a.py': python(suppressed) }), []);
  const js = (lines) => `async function record(event) {\n  await store(event);\n}\n\nexport function on(event) {\n${lines}}\n`;
  const comment = blocks(README, 'js')[0];
  assert.equal(findings({ 'a.js': js(comment.replace(/\/\/.*\n/, '')) }).length, 1);
  assert.deepEqual(findings({ 'a.js': js(comment) }), []);
});

test('README: the Neovim files are where it says', () => {
  for (const [, path] of README.matchAll(/\/path\/to\/asynclint\/(editors\/\w+)/g)) assert.ok(existsSync(join(ROOT, path)));
});

test('docs/SECURITY.md: the tests that it names are there', () => {
  const named = [...page('docs/SECURITY.md').matchAll(/`(tests\/[\w/.]+\.mjs)`: ([^|\n]+?)(?: \||\.?\n)/g)];
  assert.ok(named.length > 20);
  for (const [, path, title] of named) assert.ok(page(path).includes(`test('${title}'`), `${path}: ${title}`);
});
