// What the settings change in the findings and their fixes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folder, json } from './run.mjs';

const LOOP = 'async def size(url):\n    return len(url)\n\n\nasync def sizes(urls):\n    for url in urls:\n        await size(url)\n';

function titles(dir, rule, ...options) {
  const { json: report } = json(dir, '--select', rule, '--min-severity', 'hint', ...options);
  return report.findings.flatMap((one) => one.fixes.map((fix) => fix.title));
}

function offersGroup(t, pyproject, text = LOOP) {
  const dir = folder(t, { 'pyproject.toml': `${pyproject}\n[tool.asynclint]\n`, 'a.py': text });
  return titles(dir, 'await-in-loop').some((title) => title.includes('TaskGroup'));
}

test('a TaskGroup is offered where the project is for Python 3.11 or later', (t) => {
  for (const wanted of ['>=3.11', '>=3.12,<4', '~=3.11.2', '==3.13.*', '< 4, >= 3.11', '!=3.9,>=3.11'])
    assert.ok(offersGroup(t, `[project]\nrequires-python = "${wanted}"`), wanted);
  for (const wanted of ['>=3.8', '>=3.10, <3.13', '<3.12', '*'])
    assert.ok(!offersGroup(t, `[project]\nrequires-python = "${wanted}"`), wanted);
  assert.ok(offersGroup(t, '[tool.poetry.dependencies]\npython = "^3.11"'));
  assert.ok(!offersGroup(t, ''));
});

test('… and where the file itself uses what came with it', (t) => {
  assert.ok(offersGroup(t, '', `import tomllib\n${LOOP}`));
  assert.ok(offersGroup(t, '', `import asyncio\n${LOOP}\n\nasync def f():\n    async with asyncio.timeout(3):\n        pass\n`));
  assert.ok(offersGroup(t, '', `${LOOP}\n\ndef f():\n    try:\n        g()\n    except* ValueError:\n        pass\n`));
  assert.ok(!offersGroup(t, '[project]\nrequires-python = ">=3.9"', `import tomllib\n${LOOP}`));
});
