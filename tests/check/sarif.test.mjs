// SARIF 2.1.0 as its schema says it; what the schema cannot say is in formats.test.mjs.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asynclint, check, folder } from './run.mjs';

const PACKAGES = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, 'node_modules');
const skip = !existsSync(PACKAGES) && 'needs npm ci --ignore-scripts --prefix tests/check';

function validator() {
  const require = createRequire(import.meta.url);
  const Ajv = require('ajv');
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  const valid = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
  return (text) => {
    const log = JSON.parse(text);
    assert.ok(valid(log), JSON.stringify(valid.errors?.slice(0, 3)));
    return log.runs[0];
  };
}

const EXTENSION = { python: 'py', javascript: 'js', typescript: 'ts', tsx: 'tsx' };

function examples() {
  const { rules } = JSON.parse(asynclint('.', ['rules', '--format', 'json']).out);
  const files = Object.fromEntries(rules.flatMap(({ id, examples: all }) =>
    all.map(({ language, bad }) => [`${id} %ä.${EXTENSION[language]}`, bad])));
  const cell = { cell_type: 'code', source: ['import time\n', 'async def f(): time.sleep(1)'] };
  return { ...files, 'n.ipynb': JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }) };
}

test('what every rule finds is SARIF by its schema', { skip }, (t) => {
  const dir = folder(t, examples());
  const validate = validator();
  for (const paths of [[], [dir]]) {
    const run = validate(check(dir, '--format', 'sarif', '--select', 'all', '--min-severity', 'hint', ...paths).out);
    assert.ok(new Set(run.results.map((result) => result.ruleId)).size > 20);
  }
});

test('… so is nothing, and a run that failed', { skip }, (t) => {
  const dir = folder(t, { 'a.py': 'x = 1\n', 'bad.py': Buffer.from([0xff]), 'bad.ipynb': '{' });
  const validate = validator();
  assert.equal(validate(check(dir, '--format', 'sarif', 'a.py').out).results.length, 0);
  const [{ executionSuccessful, toolExecutionNotifications }] =
    validate(check(dir, '--format', 'sarif', 'a.py', 'bad.py', 'bad.ipynb').out).invocations;
  assert.equal(executionSuccessful, false);
  assert.equal(toolExecutionNotifications.length, 2);
});

test('the schema tells what is no SARIF', { skip }, (t) => {
  const { out } = check(folder(t, { 'a.py': 'import time\nasync def f():\n    time.sleep(1)\n' }), '--format', 'sarif');
  const validate = validator();
  validate(out);
  for (const [what, other] of [['"startLine": 3', '"startLine": 0'], ['"level": "warning"', '"level": "loud"'], ['"results"', '"result"'], ['"unicodeCodePoints"', '"bytes"']]) {
    assert.ok(out.includes(what), what);
    assert.throws(() => validate(out.replace(what, other)), undefined, what);
  }
});
