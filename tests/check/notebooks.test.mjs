// Notebooks: their Python cells are one program, and only a cell's own bytes are changed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { applyEdits, byPath } from './edits.mjs';
import { asynclint, check, folder, git, golden, json } from './run.mjs';

const ALL = ['--min-severity', 'hint'];
const lines = (text) => text.split(/(?<=\n)/);
const outputs = [{ output_type: 'stream', name: 'stdout', text: ['time.sleep(1)\n'] }];
const code = (text, source = lines) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs, source: source(text) });
const markdown = (text) => ({ cell_type: 'markdown', metadata: {}, source: lines(text) });

function notebook(cells, { indent = 1, language = 'python', ...more } = {}) {
  const metadata = { kernelspec: { display_name: 'Kernel', language, name: 'k' }, language_info: { name: language } };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5, ...more }, null, indent)}\n`;
}

const CELLS = [
  markdown('# time.sleep(1)\nasync def f(): time.sleep(1)'),
  code('%matplotlib inline\nimport time'),
  code('%%bash\nsleep 1; async def'),
  code('async def f():\n    "😀\\t\'"; time.sleep(1)\n\nawait f()\n'),
  code('!ls -l\nx = 7 \\\n  % 2\nasync def g():\n    time.sleep(3)'),
];
const EXAMPLE = notebook(CELLS);

test('findings are told by cell and line, in every format', (t) => {
  const dir = folder(t, { 'n.ipynb': EXAMPLE });
  const only = ['--select', 'blocking-sleep', 'n.ipynb'];
  const shown = ['text', 'github', 'junit'].map((format) => check(dir, '--format', format, ...only).out).join('\n');
  golden('notebook.txt', shown.replace(/`time\.sleep` in coroutine[^[<"%\n]*/g, 'MESSAGE'));
  const { json: result } = json(dir, ...only);
  assert.deepEqual(result.findings.map((f) => [f.cell, f.line, f.column, f.end_line, f.end_column]), [[4, 2, 13, 2, 23], [5, 5, 5, 5, 15]]);
  const bytes = Buffer.from(EXAMPLE);
  for (const f of result.findings) assert.equal(bytes.subarray(f.start_byte, f.end_byte).toString(), 'time.sleep');
  const [first] = JSON.parse(check(dir, '--format', 'sarif', ...only).out).runs[0].results;
  const { physicalLocation, logicalLocations } = first.locations[0];
  assert.deepEqual(logicalLocations, [{ name: 'cell 4' }]);
  const { startLine, startColumn, endColumn } = physicalLocation.region;
  assert.equal([...EXAMPLE.split('\n')[startLine - 1]].slice(startColumn - 1, endColumn - 1).join(''), 'time.sleep');
});

test('the related places of a finding have their cells', (t) => {
  const dir = folder(t, { 'n.ipynb': notebook([code('import time\ndef a():\n    time.sleep(1)'), code('async def f():\n    a()')]) });
  const { json: result } = json(dir, '--select', 'blocking-helper');
  assert.deepEqual(result.findings.map((f) => [f.cell, f.line, f.related.map((r) => [r.path, r.cell, r.line, r.column])]),
    [[2, 2, [['n.ipynb', 1, 3, 5]]]]);
  assert.match(check(dir, '--select', 'blocking-helper').out, /^ {4}n\.ipynb:cell 1:3:5: note: /m);
});

test('--fix changes the source of cells and no other byte', (t) => {
  const dir = folder(t, { 'n.ipynb': EXAMPLE });
  assert.match(check(dir, '--fix').err, /2 fixes applied in 1 file/);
  const sources = CELLS.map(({ source }) => source);
  sources[1] = ['%matplotlib inline\n', 'import time\n', 'import asyncio'];
  sources[3] = ['async def f():\n', '    "😀\\t\'"; await asyncio.sleep(1)\n', '\n', 'await f()\n'];
  sources[4] = ['!ls -l\n', 'x = 7 \\\n', '  % 2\n', 'async def g():\n', '    await asyncio.sleep(3)'];
  const fixed = readFileSync(join(dir, 'n.ipynb'), 'utf8');
  assert.equal(fixed, notebook(CELLS.map((cell, i) => ({ ...cell, source: sources[i] }))));
  assert.match(check(dir, '--fix').err, /; 0 fixes applied/);
  assert.equal(readFileSync(join(dir, 'n.ipynb'), 'utf8'), fixed);
});

test('a fix that would break a cell of IPython, or reach into another cell, is not made', (t) => {
  const use = 'async def f():\n    time.sleep(1)\n';
  const cells = {
    'magic.ipynb': [code(`%%time\n${use}`)],
    'bash.ipynb': [code('%%bash\nls'), code(`${use}`)],
    'empty.ipynb': [code(''), code('', () => []), code('import time'), code('', () => []), code('%%html\n<p>'), code(use)],
  };
  const dir = folder(t, Object.fromEntries(Object.entries(cells).map(([path, list]) => [path, notebook(list)])));
  check(dir, '--fix', '--unsafe-fixes', ...ALL);
  for (const [path, list] of Object.entries(cells)) {
    const after = JSON.parse(readFileSync(join(dir, path), 'utf8')).cells;
    assert.equal(after.length, list.length);
    after.forEach(({ source }, i) => {
      const before = list[i].source.join?.('') ?? list[i].source, now = source.join?.('') ?? source;
      if (before.startsWith('%%')) assert.equal(now.split('\n')[0], before.split('\n')[0], path);
      if (/^%%(bash|html)/.test(before)) assert.equal(now, before, path);
    });
  }
});

// Every rule's bad example, cut into cells before each top-level statement, in every form in which JSON can hold it.
const { rules } = JSON.parse(asynclint('.', ['rules', '--format', 'json']).out);
const examples = rules.flatMap(({ id, examples: all }) =>
  all.filter(({ language }) => language === 'python').map(({ bad }) => [id, bad.split(/\n(?=[a-z@])/)]));

function variants() {
  const files = {};
  for (const [id, parts] of examples) {
    files[`lines/${id}.ipynb`] = notebook(parts.map((text) => code(text)));
    files[`tight/${id}.ipynb`] = notebook(parts.map((text) => code(text)), { indent: 0 });
    files[`text/${id}.ipynb`] = notebook(parts.map((text) => code(text, (whole) => whole)));
    files[`magic/${id}.ipynb`] = notebook(parts.flatMap((text) => [code('%%sh\nls'), code(`%time\n${text}\n!ls`), markdown('x')]));
    files[`one/${id}.ipynb`] = notebook([code(`"""é\t\\n"""\n${parts.join('\n')}`, (whole) => [whole])]);
  }
  return files;
}

function read(dir, files) {
  return Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(dir, path), 'utf8')]));
}

test('the edits in JSON, applied to the file by another program, give what --fix gives', (t) => {
  const files = variants();
  const [byHand, fixed] = [folder(t, files), folder(t, files)];
  check(fixed, '--fix', ...ALL);
  for (let round = 0; round < 10; round++)
    for (const [path, findings] of byPath(json(byHand, ...ALL).json.findings))
      writeFileSync(join(byHand, path), applyEdits(readFileSync(join(byHand, path)), findings));
  assert.deepEqual(read(byHand, files), read(fixed, files));
});

test('a fixed notebook is a notebook whose cells parse; fixing twice is fixing once', (t) => {
  const files = variants();
  const dir = folder(t, files);
  check(dir, '--fix', '--unsafe-fixes', ...ALL);
  const once = read(dir, files);
  assert.notDeepEqual(once, files);
  for (const [path, text] of Object.entries(once)) {
    const before = JSON.parse(files[path]), after = JSON.parse(text);
    const without = (book) => ({ ...book, cells: book.cells.map((cell) => ({ ...cell, source: '' })) });
    assert.deepEqual(without(after), without(before), path);
    for (const { source } of after.cells) if (Array.isArray(source)) for (const line of source.slice(0, -1)) assert.ok(line.endsWith('\n'), path);
  }
  const script = `import ast, json, sys
flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | ast.PyCF_ONLY_AST
for p in sys.argv[1:]:
    for c in json.load(open(p))["cells"]:
        s = "".join(c["source"])
        if c["cell_type"] == "code" and not s.startswith("%%"):
            compile("".join("\\n" if l[:1] in "%!" else l for l in s.splitlines(True)), p, "exec", flags)`;
  const { status, stderr } = spawnSync('python3', ['-c', script, ...Object.keys(files)], { cwd: dir, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.match(check(dir, '--fix', '--unsafe-fixes', ...ALL).err, /; 0 fixes applied/);
  assert.deepEqual(read(dir, files), once);
});

test('a patch of a notebook applies', (t) => {
  const [patched, fixed] = [folder(t, { 'n.ipynb': EXAMPLE }), folder(t, { 'n.ipynb': EXAMPLE })];
  writeFileSync(join(patched, 'p.diff'), check(patched, '--diff').out);
  git(patched, 'apply', 'p.diff');
  check(fixed, '--fix');
  assert.equal(readFileSync(join(patched, 'n.ipynb'), 'utf8'), readFileSync(join(fixed, 'n.ipynb'), 'utf8'));
});

test('a notebook on standard input comes fixed to standard output', (t) => {
  const dir = folder(t, { 'n.ipynb': EXAMPLE });
  const { out } = asynclint(dir, ['check', '--fix', '--stdin-filename', 'n.ipynb', '-'], { input: EXAMPLE });
  check(dir, '--fix');
  assert.equal(out, readFileSync(join(dir, 'n.ipynb'), 'utf8'));
});

test('suppressions and configuration are those of its cells and its path', (t) => {
  const dir = folder(t, {
    'n.ipynb': notebook([code('import time'), code('async def f():\n    time.sleep(1)  # asynclint: ignore[blocking-sleep]')]),
    'off/n.ipynb': EXAMPLE,
    'asynclint.json': '{"exclude": ["off/"]}',
  });
  const { status, json: result } = json(dir);
  assert.deepEqual([status, result.files, result.findings], [0, 1, []]);
});

test('what is no notebook is passed over with its reason, and fails only when it is named', (t) => {
  const files = {
    'broken.ipynb': EXAMPLE.slice(0, 300),
    'list.ipynb': '[]',
    'old.ipynb': notebook([], { nbformat: 3 }),
    'r.ipynb': notebook(CELLS, { language: 'R' }),
    'good.ipynb': EXAMPLE,
    'none.ipynb': notebook([markdown('x')]),
  };
  const dir = folder(t, files);
  const { status, json: result } = json(dir);
  assert.equal(status, 1);
  assert.equal(result.files, 2);
  const reasons = Object.fromEntries(result.skipped.map(({ path, reason }) => [path, reason]));
  assert.match(reasons['broken.ipynb'], /^not a notebook \(no JSON from line \d+ on\)$/);
  assert.equal(reasons['list.ipynb'], 'not a notebook of nbformat 4');
  assert.equal(reasons['old.ipynb'], 'not a notebook of nbformat 4');
  assert.equal(reasons['r.ipynb'], 'a notebook of `R`, not of Python');
  for (const path of Object.keys(reasons)) assert.equal(check(dir, path).status, 2);
});

// What JSON.parse takes is taken, and nothing else.
test('broken JSON is told from JSON', (t) => {
  const book = notebook([code('x = "\\u00e9\\ud83d\\ude00\\"\\\\"')], { numbers: [0, -1.5e-3, true, false, null, { a: [[], {}] }] });
  const texts = [];
  for (let i = 0; i < book.length; i += 3) texts.push(book.slice(0, i), `${book.slice(0, i)}${book.slice(i + 1)}`);
  for (const value of ['01', '1.', '.5', '1e', '+1', '-', 'nul', '"\\x"', '"\\u12g4"', '"\t"', '[1,]', '{"a":1,}', '{"a"}', '[1 2]', '{1:2}', '[}', ']', '"a', "'a'", '1e+5', '[[[[]]]]', '"\\ud800"'])
    texts.push(book.replace('"numbers": ', `"more": ${value}, "numbers": `));
  texts.push(book.replace('"numbers": ', `"deep": ${'['.repeat(1e5)}${']'.repeat(1e5)}, "numbers": `));
  const dir = folder(t, Object.fromEntries(texts.map((text, i) => [`${i}.ipynb`, text])));
  const skipped = new Map(json(dir).json.skipped.map(({ path, reason }) => [path, reason]));
  texts.forEach((text, i) => {
    let valid = true;
    try { JSON.parse(text); } catch { valid = false; }
    const reason = skipped.get(`${i}.ipynb`) ?? '';
    assert.equal(/no JSON/.test(reason), !valid, `${reason}: ${text.slice(0, 2000)}`);
  });
});

test('facts are shown of a notebook as of a file', (t) => {
  const dir = folder(t, { 'a.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: ['import time\n', 'async def f():\n', '    time.sleep(1)'] }], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }) });
  const { out, status } = asynclint(dir, ['facts', 'a.ipynb']);
  assert.equal(status, 0);
  assert.match(out, /^file python .*notebook/m);
  assert.match(out, /call time\.sleep .* in f$/m);
});
