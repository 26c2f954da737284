// formats.test.mjs - every output format, push, pull and workspace pull report the same, under whatever configuration.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

import { PROFILES, SLEEP, withClient, withFolder, withPull } from './client.mjs';
import { BINARY, isSparse, ROOT } from './wire.mjs';


const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

// "path line column rule" of each finding in the order of the report, from what each format prints.
const READERS = {
  json: (out) => JSON.parse(out).findings.map((f) => [f.path, f.line, f.column, f.rule]),
  text: (out) => [...out.matchAll(/^(\S[^\n]*?):(\d+):(\d+): (?!note)\w+: .* \[([a-z-]+)\]$/gm)].map(([, ...found]) => found),
  sarif: (out) => JSON.parse(out).runs[0].results.map(({ ruleId, locations: [{ physicalLocation: { artifactLocation, region } }] }) =>
    [decodeURI(artifactLocation.uri), region.startLine, region.startColumn, ruleId]),
  github: (out) => [...out.matchAll(/^::\w+ file=([^,]+),line=(\d+),endLine=\d+,(?:col=(\d+),endColumn=\d+,)?title=asynclint \(([a-z-]+)\)/gm)]
    .map(([, path, line, column, rule]) => [path.replaceAll('%2C', ',').replaceAll('%3A', ':'), line, column, rule]),
  junit: (out) => [...out.matchAll(/<testcase name="([a-z-]+)"[^>]*>\s*<failure [^>]*>(.*?):(\d+):(\d+): /g)]
    .map(([, rule, path, line, column]) => [unescaped(path), line, column, rule]),
};

function reported(folder, format, ...more) {
  const run = spawnSync(BINARY, ['check', '--format', format, '--min-severity', 'hint', '--color', 'never', ...more, '.'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.ok(run.status === 1 || (run.status === 2 && /broken/.test(run.stderr)), run.stderr);
  return READERS[format](run.stdout).map(([path, ...rest]) => [path.replace(/^\.\//, ''), ...rest]);
}

function sameInAllFormats(folder, ...more) {
  const wanted = reported(folder, 'json', ...more);
  for (const format of Object.keys(READERS)) {
    const found = reported(folder, format, '-j', '3', ...more);
    assert.equal(found.length, wanted.length, format);
    for (const [i, [path, line, column, rule]] of found.entries()) // GitHub takes no columns for several lines
      assert.deepEqual([path, Number(line), Number(column ?? wanted[i][2]), rule], wanted[i], format);
  }
  return wanted;
}

test('every format reports the same, in the same order', () => {
  assert.ok(sameInAllFormats(join(ROOT, 'tests/rules', isSparse ? 'blocking-file' : '.'), '--no-config').length > 50);
});

const level = (word) => JSON.stringify({ rules: { 'blocking-sleep': word } });
const GO = 'async function go() { await fetch("/"); }\n';
const TREE = {
  'asynclint.json': level('error'), 'plain.py': SLEEP, 'crlf.py': SLEEP.replaceAll('\n', '\r\n'), 'bom.py': `\ufeff${SLEEP}`,
  'emoji.py': SLEEP.replace('time.s', '"é😀中"; time.s'), 'a/.asynclint.json': level('hint'), 'a/x.py': SLEEP, 'a/b/pyproject.toml': '[tool.asynclint.rules]\nblocking-sleep = "off"\n',
  'a/b/x.py': SLEEP, 'c/package.json': '{"asynclint": {"exclude": ["gen/"], "overrides": [{"files": ["t*.py"], "rules": {"all": "information"}}]}}',
  'c/gen/x.py': SLEEP, 'c/t.py': SLEEP, 'c/x.py': SLEEP, 'broken/asynclint.json': '{"rules":', 'broken/x.py': SLEEP, 'd/asynclint.json': '{"rulez": 1}', 'd/x.py': SLEEP,
  'e/asynclint.json': '{"extends": "../a/.asynclint.json"}', 'e/x.py': SLEEP,
  's/line.py': SLEEP.replace('(1)', '(1)  # asynclint: ignore[blocking-sleep] why'), 's/above.py': SLEEP.replace('    time', '    # asynclint: ignore\n    time'),
  's/file.py': `# asynclint: ignore-file[blocking-sleep]\n${SLEEP}`, 's/noqa.py': SLEEP.replace('(1)', '(1)  # noqa: ASYNC251'), 's/other.py': SLEEP.replace('(1)', '(1)  # noqa: E501'),
  's/unused.py': 'x = 1  # asynclint: ignore[blocking-sleep]\n', 's/several.py': SLEEP.replace('sleep(1)', 'sleep(  # asynclint: ignore\n        1,\n    )'),
  's/js.js': `${GO}export function f() {\n  go(); // eslint-disable-line @typescript-eslint/no-floating-promises\n  /* asynclint: ignore[floating-promise] */\n  go();\n  go();\n}\n`,
  's/own/asynclint.json': '{"respectForeignSuppressions": false}', 's/own/noqa.py': SLEEP.replace('(1)', '(1)  # noqa: ASYNC251'),
};

test('configuration and suppressions mean the same in every format, to a push and to a pull', () =>
  withFolder(TREE, async (folder, uri) => {
    const wanted = sameInAllFormats(folder).map((found) => found.join(' ')).sort();
    assert.ok(wanted.length > 12 && wanted.some((found) => found.endsWith('unused-suppression')));
    const columns = { general: { positionEncodings: ['utf-32'] } };
    const text = ([name, source]) => (name.endsWith('.py') || name.endsWith('.js') ? [[name, source]] : []);
    const sources = Object.entries(TREE).flatMap(text);
    const shown = (name) => (d) => `${name} ${d.range.start.line + 1} ${d.range.start.character + 1} ${d.code}`;
    await withClient({ profile: { ...PROFILES.full, ...columns } }, async (client) => {
      const found = [];
      for (const [name, source] of sources) found.push(...(await client.lint(uri(name), source)).map(shown(name)));
      assert.deepEqual(found.sort(), wanted);
    });
    await withClient({ profile: { ...withPull(PROFILES.full), ...columns } }, async (client) => {
      const found = [];
      for (const [name, source] of sources) {
        await client.open(uri(name), source);
        const { items } = await client.request('textDocument/diagnostic', { textDocument: { uri: uri(name) } });
        found.push(...items.map(shown(name)));
      }
      assert.deepEqual(found.sort(), wanted);
    });
    const initialize = { workspaceFolders: [{ uri: uri(''), name: 'w' }], initializationOptions: { diagnosticMode: 'workspace' } };
    await withClient({ profile: { ...withPull(PROFILES.full), ...columns }, initialize }, async (client) => {
      const { items } = await client.request('workspace/diagnostic', { previousResultIds: [] });
      const found = items.flatMap((report) => report.items.map(shown(decodeURI(report.uri).slice(decodeURI(uri('')).length).replace(/^\//, ''))));
      assert.deepEqual(found.sort(), wanted);
    });
    // The same text, on standard input, under the name of each file; one that is named is not left out.
    for (const [name, source] of sources.filter(([path]) => !path.includes('gen/'))) {
      const run = spawnSync(BINARY, ['check', '--format', 'json', '--min-severity', 'hint', '-', '--stdin-filename', name], { cwd: folder, input: source, encoding: 'utf8' });
      const found = JSON.parse(run.stdout).findings.map((f) => `${f.path} ${f.line} ${f.column} ${f.rule}`);
      assert.deepEqual(found.sort(), wanted.filter((line) => line.startsWith(`${name} `)), name);
    }
  }));
