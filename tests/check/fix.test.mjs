// --fix and --diff: the same change, three ways, and nothing else.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { applyEdits, byPath } from './edits.mjs';
import { BINARY, asynclint, check, fill, folder, git, json, nobody, nobodyCannotRun } from './run.mjs';

const SLEEP = 'import time\n\n\nasync def f():\n    time.sleep(1)\n';
const FIXED = 'import time\nimport asyncio\n\n\nasync def f():\n    await asyncio.sleep(1)\n';
const ALL = ['--min-severity', 'hint'];

// Sources with something to fix: the rules' own bad examples, in every form of text.
const EXTENSION = { python: 'py', javascript: 'js', typescript: 'ts', tsx: 'tsx' };
const { rules } = JSON.parse(asynclint('.', ['rules', '--format', 'json']).out);
const examples = rules.flatMap((rule) =>
  rule.examples.map((example) => [`${rule.id}.${EXTENSION[example.language]}`, example.bad]));

function variants() {
  const files = {};
  for (const [name, text] of examples) {
    files[`lf/${name}`] = text;
    files[`crlf/${name}`] = text.replace(/\n/g, '\r\n');
    files[`open/${name}`] = text.replace(/\n$/, '');
    files[`bom/${name}`] = `\ufeff${text}`;
    files[`twice/${name}`] = text + '\n'.repeat(9) + text;
  }
  return files;
}

function read(dir, files) {
  return Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(dir, path), 'utf8')]));
}

test('--fix changes the file and says so', (t) => {
  const dir = folder(t, { 'a.py': SLEEP, 'b.py': 'x = 1\n' });
  const { status, out, err } = check(dir, '--fix');
  assert.equal(status, 0);
  assert.equal(out, '');
  assert.equal(err, 'asynclint: a.py: 1 fix applied\nasynclint: no findings in 2 files; 1 fix applied in 1 file\n');
  assert.equal(readFileSync(join(dir, 'a.py'), 'utf8'), FIXED);
  assert.equal(check(dir, '--fix').err, 'asynclint: no findings in 2 files; 0 fixes applied in 0 files\n');
  assert.equal(readFileSync(join(dir, 'a.py'), 'utf8'), FIXED);
});

test('--fix reports what is left, with its new place', (t) => {
  const dir = folder(t, { 'a.py': `${SLEEP}\n\ndef g():\n    f()\n` });
  const { json: result } = json(dir, '--fix', '--select', 'all', ...ALL);
  for (const finding of result.findings) assert.notEqual(finding.rule, 'blocking-sleep');
  const again = json(dir, '--select', 'all', ...ALL);
  assert.deepEqual(result.findings, again.json.findings);
});

test('--diff prints a patch and writes nothing', (t) => {
  const dir = folder(t, { 'a.py': SLEEP });
  for (const args of [['--diff'], ['--diff', '--fix'], ['--diff', join(dir, 'a.py')]]) {
    const { status, out, err } = check(dir, ...args);
    assert.equal(status, 1, 'the findings are still there');
    assert.equal(out, '--- a/a.py\n+++ b/a.py\n@@ -1,5 +1,6 @@\n import time\n+import asyncio\n \n \n async def f():\n' +
      '-    time.sleep(1)\n+    await asyncio.sleep(1)\n');
    assert.match(err, /; the patch makes 1 fix\n$/);
    assert.equal(readFileSync(join(dir, 'a.py'), 'utf8'), SLEEP);
  }
  check(dir, '--diff', '--format', 'json', '--output', 'out.json');
  assert.equal(JSON.parse(readFileSync(join(dir, 'out.json'), 'utf8')).findings.length, 1);
});

for (const unsafe of [false, true])
  test(`git and patch make of --diff what --fix makes${unsafe ? ', unsafe fixes too' : ''}`, (t) => {
    const files = variants();
    const more = unsafe ? [...ALL, '--unsafe-fixes'] : ALL;
    const [fixed, gitted, patched] = [folder(t, files), folder(t, files), folder(t, files)];
    const { out } = check(gitted, '--diff', ...more);
    assert.ok(out.length > 0);
    check(fixed, '--fix', ...more);
    const expected = read(fixed, files);
    writeFileSync(join(gitted, 'p.diff'), out);
    writeFileSync(join(patched, 'p.diff'), out);
    git(gitted, 'apply', '--whitespace=nowarn', 'p.diff');
    const { status, stdout, stderr } = spawnSync('patch', ['-p1', '--binary', '-s', '-i', 'p.diff'], { cwd: patched, encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
    assert.deepEqual(read(gitted, files), expected);
    assert.deepEqual(read(patched, files), expected);
  });

test('fixing twice is fixing once', (t) => {
  const files = variants();
  for (const more of [ALL, [...ALL, '--unsafe-fixes']]) {
    const dir = folder(t, files);
    check(dir, '--fix', ...more);
    const once = read(dir, files);
    const { err } = check(dir, '--fix', ...more);
    assert.match(err, /; 0 fixes applied in 0 files/);
    assert.deepEqual(read(dir, files), once);
  }
});

// Line endings of every kind, in order; a text of one kind has one kind.
const endings = (text) => [...new Set(text.match(/\r\n|\r|\n/g) ?? [])];

test('line endings, the missing last one and the byte order mark stay', (t) => {
  const files = variants();
  for (const more of [ALL, [...ALL, '--unsafe-fixes']]) {
    const dir = folder(t, files);
    check(dir, '--fix', ...more);
    let changed = 0;
    for (const [path, text] of Object.entries(read(dir, files))) {
      const before = files[path], [kind, name] = path.split('/');
      changed += text !== before;
      for (const ending of endings(text)) assert.equal(ending, kind === 'crlf' ? '\r\n' : '\n', path);
      assert.equal(text.startsWith('\ufeff'), kind === 'bom', path);
      assert.equal(text.lastIndexOf('\ufeff'), kind === 'bom' ? 0 : -1, `${path}: one mark, and in front`);
      if (!name.startsWith('unused-suppression')) assert.equal(/\n$/.test(text), /\n$/.test(before), path); // that takes the last line
      const plain = text.replace(/\r\n/g, '\n').replace(/^\ufeff/, '');
      if (kind !== 'twice') assert.equal(kind === 'open' ? plain.replace(/\n?$/, '\n') : plain, readFileSync(join(dir, 'lf', name), 'utf8'), `${path}: the same but for its form`);
    }
    assert.ok(changed > 50, `${changed} files were fixed`);
  }
});

test('where line endings are mixed, only lines that a fix writes change', (t) => {
  const lines = ['# one\r', '# two\n', '# three\r\n', 'import time\n', 'import asyncio\r\n', 'async def f():\r\n', '    time.sleep(1)\r\n', '    return 1\n', '# last'];
  const dir = folder(t, { 'a.py': lines.join('') });
  assert.equal(check(dir, '--fix', 'a.py').status, 0);
  const wanted = lines.map((line) => line.replace('time.sleep', 'await asyncio.sleep'));
  assert.equal(readFileSync(join(dir, 'a.py'), 'utf8'), wanted.join(''));
});

test('the edits in JSON, applied by another program, give what --fix gives', (t) => {
  const files = variants();
  const [byHand, fixed] = [folder(t, files), folder(t, files)];
  check(fixed, '--fix', ...ALL);
  for (let round = 0; round < 10; round++) {
    for (const [path, findings] of byPath(json(byHand, ...ALL).json.findings))
      writeFileSync(join(byHand, path), applyEdits(readFileSync(join(byHand, path)), findings));
  }
  assert.deepEqual(read(byHand, files), read(fixed, files));
});

test('a fixed file still parses', (t) => {
  const files = Object.fromEntries(Object.entries(variants()).filter(([path]) => path.endsWith('.py')));
  const dir = folder(t, files);
  check(dir, '--fix', '--unsafe-fixes', ...ALL);
  const script = 'import ast, sys\nfor p in sys.argv[1:]: ast.parse(open(p, "rb").read(), p)';
  const { status, stderr } = spawnSync('python3', ['-c', script, ...Object.keys(files)], { cwd: dir, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});

test('permissions are kept, and a link is written through', (t) => {
  const dir = folder(t, { 'real/a.py': SLEEP });
  chmodSync(join(dir, 'real/a.py'), 0o751);
  symlinkSync('real/a.py', join(dir, 'link.py'));
  assert.equal(check(dir, '--fix', 'link.py').status, 0);
  assert.ok(lstatSync(join(dir, 'link.py')).isSymbolicLink());
  assert.equal(readFileSync(join(dir, 'real/a.py'), 'utf8'), FIXED);
  assert.equal(statSync(join(dir, 'real/a.py')).mode & 0o7777, 0o751);
  assert.deepEqual(readdirSync(join(dir, 'real')), ['a.py']);
});

test('a read-only file is said, with status 2, and the others go on', (t) => {
  const dir = folder(t, { 'a.py': SLEEP, 'b.py': SLEEP });
  chmodSync(join(dir, 'a.py'), 0o444);
  const { status, out, err } = check(dir, '--fix');
  assert.equal(status, 2);
  assert.match(err, /^asynclint: a\.py: is read-only; its fixes are not written\n/);
  assert.match(out, /^a\.py:5:5: /, 'its finding is still there');
  assert.equal(readFileSync(join(dir, 'a.py'), 'utf8'), SLEEP);
  assert.equal(readFileSync(join(dir, 'b.py'), 'utf8'), FIXED);
});

// A file that was read has a newer time of access than the one it got here, if the disk keeps such times.
const EARLY = 1000; // seconds
const wasRead = (path) => statSync(path).atimeMs > EARLY * 1000;
const unread = (path) => utimesSync(path, EARLY, EARLY);

test('a file that changes while it is being fixed is left as it is', async (t) => {
  const long = `${SLEEP}${'x = [1, 2, 3]\n'.repeat(/\/tsan\//.test(BINARY) ? 4000 : 40_000)}`; // not so long that it is given up
  const dir = folder(t, { 'a.py': long, 'b.py': SLEEP });
  unread(join(dir, 'b.py'));
  readFileSync(join(dir, 'b.py'));
  const accesses = wasRead(join(dir, 'b.py'));
  unread(join(dir, 'a.py'));
  const child = spawn(BINARY, ['check', '--fix', '--no-workspace', '-j1'], { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (data) => (err += data));
  const ended = new Promise((resolve) => child.on('close', resolve));
  const read = () => Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${child.pid}/io`, 'utf8'))?.[1]);
  while (read() < long.length || (accesses && !wasRead(join(dir, 'a.py')))) await new Promise((resolve) => setTimeout(resolve, 2));
  writeFileSync(join(dir, 'a.py'), `# mine\n${long}`); // while the old text is parsed
  assert.equal(await ended, 2);
  assert.match(err, /a\.py: changed while it was being fixed; it is left as it is\n/);
  assert.equal(readFileSync(join(dir, 'a.py'), 'utf8'), `# mine\n${long}`);
  assert.equal(readFileSync(join(dir, 'b.py'), 'utf8'), FIXED);
  assert.deepEqual(readdirSync(dir).sort(), ['a.py', 'b.py']);
});

test('a folder that cannot be written to is said, with status 2', { skip: nobodyCannotRun }, (t) => {
  const dir = folder(t, { 'sub/a.py': SLEEP });
  if (nobody.uid) spawnSync('chown', ['-R', String(nobody.uid), dir]);
  chmodSync(join(dir, 'sub'), 0o555);
  const { status, err } = asynclint(dir, ['check', '--fix', '--no-config', 'sub/a.py'], nobody);
  assert.equal(status, 2);
  assert.match(err, /sub\/a\.py: Permission denied/);
  assert.equal(readFileSync(join(dir, 'sub/a.py'), 'utf8'), SLEEP);
});

test('standard input is fixed onto standard output', (t) => {
  const dir = folder(t);
  const run = (input, ...args) => asynclint(dir, ['check', '-', '--stdin-filename', 'a.py', ...args], { input });
  const { status, out, err } = run(SLEEP, '--fix');
  assert.equal(status, 0);
  assert.equal(out, FIXED);
  assert.match(err, /a\.py: 1 fix applied/);
  assert.equal(run('x = 1\n', '--fix').out, 'x = 1\n', 'the text comes out whatever happens');
  assert.match(run(SLEEP, '--fix', '--ignore', 'all').out, /time\.sleep/);
  const left = run(SLEEP, '--fix', '--min-severity', 'error');
  assert.equal(left.out, SLEEP);
  assert.match(run(SLEEP, '--diff').out, /^--- a\/a\.py\n/);
  assert.deepEqual(readdirSync(dir), []);
});

test('--fix acts on what is at or above the threshold, and chosen', (t) => {
  const dir = folder(t, { 'a.py': SLEEP });
  for (const args of [['--min-severity=error'], ['--ignore=blocking-sleep'], ['--select=floating-promise']]) {
    check(dir, '--fix', ...args);
    assert.equal(readFileSync(join(dir, 'a.py'), 'utf8'), SLEEP);
  }
});

test('odd names have patches, too', (t) => {
  for (const name of ['sp ace.py', 'quo"te.py', 'back\\slash.py', 'new\nline.py', 'tab\t.py', 'ünï.py']) {
    const dir = folder(t, { [name]: SLEEP });
    fill(dir, { 'p.diff': check(dir, '--diff').out });
    git(dir, 'apply', 'p.diff');
    assert.equal(readFileSync(join(dir, name), 'utf8'), FIXED, name);
  }
});

test('a file is opened as the program\'s own library does it', (t) => {
  const text = (imports) => `${imports}\n\nasync def f(path):\n    with open(path) as file:\n        return file.read()\n`;
  const fixed = (name, imports) => {
    const dir = folder(t, { [name]: text(imports) });
    const { json: report } = json(dir, '--select', 'blocking-file');
    assert.equal(check(dir, '--select', 'blocking-file', '--fix', '--unsafe-fixes', '--quiet').status, 0);
    return [readFileSync(join(dir, name), 'utf8').split('\n').slice(-4, -1), report.findings[0].fixes[0].preferred];
  };
  const body = (opener) => ['async def f(path):', `    async with ${opener}(path) as file:`, '        return await file.read()'];
  assert.deepEqual(fixed('a.py', 'import asyncio'), [body('aiofiles.open'), false]);
  assert.deepEqual(fixed('b.py', 'import aiofiles'), [body('aiofiles.open'), true]);
  assert.deepEqual(fixed('c.py', 'import trio'), [body('await trio.open_file'), true]);
  assert.deepEqual(fixed('d.py', 'import anyio'), [body('await anyio.open_file'), true]);
});
