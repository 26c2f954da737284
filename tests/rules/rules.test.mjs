// Every rule over its fixtures and its own examples, alone; and the laws that hold for all.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { promisify } from 'node:util';
import { compareFindings, compareTexts, EXTENSION_OF, EXTENSIONS, fixedName, readFolder } from './fixtures.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = resolve(HERE, '../..');
const BINARY = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
const FAMILIES = { python: 'Python', javascript: 'js', typescript: 'js', tsx: 'js' };

const run = promisify(execFile);

async function asynclint(cwd, ...args) {
  try {
    return (await run(BINARY, args, { cwd, maxBuffer: 1 << 30 })).stdout;
  } catch (error) {
    if (error.code === 1) return error.stdout;
    throw new assert.AssertionError({ message: `asynclint ${args.join(' ')}: ${error.code ?? error.signal}\n${error.stderr}` });
  }
}

// A suppression is of no use only where the rule it names runs.
const selection = (id) => (id === 'unused-suppression' ? 'all' : id);

// Findings of the rule in each of the files, by name.
async function check(cwd, id, names, ...options) {
  const found = new Map(names.map((name) => [name, []]));
  if (!names.length) return found;
  const out = await asynclint(cwd, 'check', '--format', 'json', '--select', selection(id), '--no-config',
    '--no-workspace', '--min-severity', 'hint', ...options, ...names);
  for (const finding of JSON.parse(out).findings)
    if (finding.rule === id) found.get(finding.path.replace(/^\.\//, '')).push(finding);
  return found;
}

// Runs `body(folder)` in a folder that holds the files; not below tests/, where findings are milder.
async function inFolder(files, body) {
  const folder = mkdtempSync(join(tmpdir(), 'asynclint-rules-'));
  try {
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Each text is parsed once, however many fixes come to it.
const parsed = new Map();
function parses(name, text) {
  const key = extname(name) + text;
  if (!parsed.has(key))
    parsed.set(key, inFolder([{ name, text }], async (folder) =>
      !/ \+error\b/.test(await asynclint(folder, 'facts', '--syntax', name))));
  return parsed.get(key);
}

const isApplied = (unsafe) => (finding) => finding.fixes.some((fix) => fix.safe || unsafe);

// Fixes the files, of which `before` was found; gives { texts: Map, problems }.
async function applyFixes(id, files, before, unsafe) {
  return inFolder(files, async (folder) => {
    const names = files.map(({ name }) => name), problems = [], texts = new Map();
    const options = unsafe ? ['--fix', '--unsafe-fixes'] : ['--fix'];
    const read = (name) => readFileSync(join(folder, name), 'utf8');
    const after = await check(folder, id, names, ...options);
    for (const name of names) texts.set(name, read(name));
    await check(folder, id, names, ...options);
    for (const { name, text } of files) {
      const what = `${name} ${options.join(' ')}`, fixed = texts.get(name);
      problems.push(...compareTexts(`${what}, a second time`, read(name), fixed));
      if (fixed !== text && !(await parses(name, fixed)) && (await parses(name, text)))
        problems.push(`${what}: the fixed text does not parse\n--- got ---\n${fixed}--- end ---`);
      const left = before.get(name).filter((finding) => !isApplied(unsafe)(finding)).length;
      for (const finding of after.get(name).filter(isApplied(unsafe)))
        problems.push(`${what}: line ${finding.line} can still be fixed: ${finding.message}`);
      if (after.get(name).length > left)
        problems.push(`${what}: ${after.get(name).length} findings are left, where ${left} had no fix: `
          + after.get(name).map((finding) => `${finding.line}: ${finding.message}`).join('; '));
    }
    return { texts, problems };
  });
}

const findAll = (id, files) => inFolder(files, (folder) => check(folder, id, files.map(({ name }) => name)));

const checkFindings = (files, found) =>
  files.flatMap(({ name, text, wanted }) => compareFindings(name, text, wanted, found.get(name)));

// UPDATE_FIXED=1 writes the fixed file of a bad one, for people to read and keep.
function writeFixed(id, all, name, unsafe, got, otherwise) {
  const fixed = fixedName(name, unsafe), path = join(HERE, id, fixed);
  if (got === otherwise) {
    all.fixed.delete(fixed);
    rmSync(path, { force: true });
  } else if (all.fixed.get(fixed) !== got) {
    all.fixed.set(fixed, got);
    writeFileSync(path, got);
  }
}

// What `--fix` makes of each bad file is what its fixed file says, or the file itself.
async function checkFixed(id, all, found, unsafe) {
  const { texts, problems } = await applyFixes(id, all.bad, found, unsafe);
  for (const { name, text } of all.bad) {
    const otherwise = (unsafe ? all.fixed.get(fixedName(name, false)) : undefined) ?? text;
    if (process.env.UPDATE_FIXED) writeFixed(id, all, name, unsafe, texts.get(name), otherwise);
    const expected = all.fixed.get(fixedName(name, unsafe)) ?? otherwise;
    problems.push(...compareTexts(`${name} --fix${unsafe ? ' --unsafe-fixes' : ''}`, texts.get(name), expected));
  }
  return problems;
}

// The text after the one fix, as far as it is of this file.
function applyFix(name, text, fix) {
  const bytes = Buffer.from(text), parts = [];
  const here = fix.edits.filter(({ path }) => path.replace(/^\.\//, '') === name);
  let last = 0;
  for (const { start_byte: start, end_byte: end, text: put } of here.sort((a, b) => a.start_byte - b.start_byte)) {
    parts.push(bytes.subarray(last, start), Buffer.from(put));
    last = end;
  }
  return Buffer.concat([...parts, bytes.subarray(last)]).toString();
}

// `--fix` writes the first fix of a finding; an editor offers the others too.
async function checkEachFix(files, found) {
  const problems = [];
  for (const { name, text } of files) {
    if (!(await parses(name, text))) continue;
    for (const { line, fixes } of found.get(name))
      for (const fix of fixes)
        if (!(await parses(name, applyFix(name, text, fix))))
          problems.push(`${name}:${line}: "${fix.title}" leaves what does not parse\n${applyFix(name, text, fix)}`);
  }
  return problems;
}

const fail = (problems) => { if (problems.length) assert.fail(`\n${problems.join('\n')}\n`); };

function checkTexts(rule) {
  for (const key of ['why', 'exclusions', 'fixes'])
    assert.ok(rule[key]?.trim(), `\`${key}\` is empty`);
  assert.match(rule.title, /\S/, 'there is no title');
  assert.doesNotMatch(rule.title, /[.!]$/, 'the title ends in a full stop');
  assert.doesNotMatch(rule.title, /\n/, 'the title is not one line');
  assert.ok(rule.examples.length, 'there are no examples');
  for (const { language, bad, good } of rule.examples) {
    assert.ok(language in EXTENSION_OF, `an example is in \`${language}\``);
    assert.ok(bad && good, `the ${language} example is not whole`);
    assert.match(bad, /\n$/, `the bad ${language} example does not end its last line`);
    assert.match(good, /\n$/, `the good ${language} example does not end its last line`);
  }
}

// Each example in each language that it stands for, under a name that says which it is.
function exampleFiles(rule, kind) {
  const names = ({ language }) => (language === 'javascript' ? ['javascript', 'typescript', 'tsx'] : [language]);
  return rule.examples.flatMap((example, index) => names(example).map((language) => (
    { name: `${kind}${index}-${language}${EXTENSION_OF[language]}`, text: example[kind], wanted: [] })));
}

async function checkExamples(rule) {
  const bad = exampleFiles(rule, 'bad'), good = exampleFiles(rule, 'good');
  const found = await findAll(rule.id, [...bad, ...good]);
  const problems = checkFindings(good, found);
  for (const { name, text } of bad)
    if (!found.get(name).length) problems.push(`${name}: nothing is reported\n${text}`);
  for (const { message } of [...found.values()].flat())
    if (message.endsWith('.')) problems.push(`a message ends in a full stop: ${message}`);
  for (const unsafe of [false, true]) problems.push(...(await applyFixes(rule.id, bad, found, unsafe)).problems);
  return problems;
}

function checkFolder(rule, all) {
  assert.deepEqual(all.stray, [], 'files that are no fixtures, or fixed files without a bad one');
  for (const family of new Set(rule.languages.map((language) => FAMILIES[language])))
    for (const kind of ['bad', 'good'])
      assert.ok(all[kind].some(({ name }) => FAMILIES[EXTENSIONS[extname(name)]] === family),
        `there is no ${kind} fixture in ${family}`);
  for (const { name, wanted } of all.bad) assert.ok(wanted.length, `${name} expects nothing`);
  for (const { name, wanted } of all.good) assert.equal(wanted.length, 0, `${name} expects something`);
}

const { rules } = JSON.parse(await asynclint(ROOT, 'rules', '--format', 'json'));
const folders = readdirSync(HERE, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

test('files, ids and fixture folders agree', () => {
  const files = readdirSync(join(ROOT, 'lsp/rules')).filter((name) => name.endsWith('.c'));
  const ids = rules.map(({ id }) => id);
  assert.deepEqual(ids, [...ids].sort(), 'the rules are not sorted');
  assert.deepEqual(files.map((name) => name.slice(0, -2).replaceAll('_', '-')).sort(), ids);
  assert.deepEqual(folders.filter((name) => !ids.includes(name)), [], 'folders of no rule');
});

async function testRule(t, rule) {
  await t.test('texts', () => checkTexts(rule));
  await t.test('examples', async () => fail(await checkExamples(rule)));
  const folder = join(HERE, rule.id);
  assert.ok(existsSync(folder), `there is no tests/rules/${rule.id}/`);
  const all = readFolder(folder);
  const found = await findAll(rule.id, [...all.bad, ...all.good, ...all.gap]);
  await t.test('folder', () => checkFolder(rule, all));
  await t.test('findings', () => fail(checkFindings([...all.bad, ...all.good], found)));
  await t.test('safe fixes', async () => fail(await checkFixed(rule.id, all, found, false)));
  await t.test('unsafe fixes', async () => fail(await checkFixed(rule.id, all, found, true)));
  await t.test('each fix', async () => fail(await checkEachFix(all.bad, found)));
  for (const gap of all.gap) await t.test(gap.name, { todo: true }, () => fail(checkFindings([gap], found)));
}

// As many at a time as there are processors: most of the time goes to starting the program.
test('rules', { concurrency: cpus().length }, (t) =>
  Promise.all(rules.map((rule) => t.test(rule.id, (inner) => testRule(inner, rule)))));
