// soak.test.mjs - a long session keeps its size: memory and descriptors, over edits, openings, fixes, whole folders.
//
// SOAK=1 (make soak) makes it as long as a week of work: 10,000 edits, 1,000 documents opened and closed.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { SLEEP, at, withFolder } from './client.mjs';
import { random } from './model.mjs';
import { isSparse, withWire } from './wire.mjs';

const [EDITS, OPENINGS] = process.env.SOAK ? [10_000, 1000] : isSparse ? [200, 60] : [2000, 600];
const skip = !existsSync('/proc/self/statm') && 'there is no /proc to look into';
// Under sanitizers memory is kept back for a time: only descriptors are looked at.
const sanitized = /\b(t?san|fuzz|coverage)\b/.test(process.env.ASYNCLINT ?? '');

const anonymous = (pid) => Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]); // KiB
const descriptors = (pid) => readdirSync(`/proc/${pid}/fd`).length;
const cpu = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((a, b) => a + Number(b), 0);

const measure = async (wire) => {
  await settle(wire);
  return { memory: anonymous(wire.process.pid), files: descriptors(wire.process.pid) };
};

// Nothing is left to be done; what was said is forgotten.
async function settle(wire) {
  await wire.request('settled', 'asynclint/settled', {});
  await wire.reply('settled');
  wire.messages.length = 0;
  wire.forget();
}

// Half of the work first, so that what is kept once is there; then as much again may not make it grow.
async function flat(t, wire, work) {
  const halves = [];
  for (let half = 0; half < 2; half++) {
    await work(half);
    halves.push(await measure(wire));
  }
  const [before, after] = halves;
  t.diagnostic(`${before.memory} KiB and ${before.files} descriptors, then ${after.memory} and ${after.files}`);
  assert.equal(after.files, before.files, 'descriptors');
  if (!sanitized) assert.ok(after.memory <= before.memory * 1.05 + 1024, `${before.memory} KiB, then ${after.memory}`);
}

const open = (wire, uri, text, version = 1) =>
  wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version, text } });
const ask = (wire, uri) =>
  wire.request('ask', 'textDocument/codeAction', { textDocument: { uri }, range: at(0, 0, 999, 0), context: { diagnostics: [] } });

test(`${EDITS} edits (24)`, { skip }, (t) =>
  withWire({}, async (wire) => {
    await wire.initialize({ capabilities: { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [''] } } } } } });
    const uri = 'file:///tmp/a.py', text = SLEEP.repeat(40), lines = text.split('\n').length;
    const next = random(3);
    await open(wire, uri, text);
    let version = 1;
    await flat(t, wire, async () => {
      for (let i = 0; i < EDITS / 2; i++) {
        const line = Math.floor(next() * lines);
        const change = (range, typed) => wire.notify('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges: [{ range, text: typed }] });
        await change(at(line, 0), i % 3 ? '    x = (' : 'é😀"\n');
        if (i % 10 === 0) await ask(wire, uri).then(() => wire.reply('ask'));
        await change(i % 3 ? at(line, 0, line, 9) : at(line, 0, line + 1, 0), ''); // and back
        if (i % 100 === 0) await settle(wire);
      }
      await wire.request('text', 'asynclint/text', { textDocument: { uri } });
      assert.equal((await wire.reply('text')).result.text, text);
    });
    await wire.stop();
  }));

test(`${OPENINGS} documents opened, asked about and closed, ten at a time (24)`, { skip }, (t) =>
  withWire({}, async (wire) => {
    await wire.initialize({ workspaceFolders: [{ uri: 'file:///tmp/w', name: 'w' }] });
    await flat(t, wire, async (half) => {
      for (let i = 0; i < OPENINGS / 20; i++) {
        const uris = Array.from({ length: 10 }, (_, k) => `file:///tmp/w/${half}-${i}-${k}.py`);
        for (const uri of uris) await open(wire, uri, SLEEP.repeat(5));
        for (const uri of uris) await ask(wire, uri).then(() => wire.reply('ask'));
        for (const uri of uris) await wire.notify('textDocument/didClose', { textDocument: { uri } });
        await settle(wire);
      }
    });
    await wire.stop();
  }));

test('files of a workspace that change again and again, and settings', { skip }, (t) => {
  const tree = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}.py`, `import f${(i + 1) % 30}\n${SLEEP}    f${(i + 1) % 30}.f()\n`]));
  return withFolder({ ...tree, 'asynclint.json': '{}' }, (folder, uri) =>
    withWire({}, async (wire) => {
      wire.answer = true;
      await wire.initialize({ workspaceFolders: [{ uri: uri(''), name: 'w' }], initializationOptions: { diagnosticMode: 'workspace' } });
      await open(wire, uri('f1.py'), tree['f1.py']);
      const changed = (name) => wire.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type: 2 }] });
      await flat(t, wire, async () => {
        for (let i = 0; i < EDITS / 20; i++) {
          await changed(i % 10 ? `f${i % 30}.py` : 'asynclint.json');
          await wire.notify('workspace/didChangeConfiguration', { settings: { asynclint: { diagnosticMode: 'workspace', rules: { 'blocking-sleep': i % 2 ? 'error' : 'hint' } } } });
          await settle(wire);
        }
      });
      await wire.stop();
    }));
});

test('no processor time after a text that is too large, or too broken (24)', { skip }, () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    for (const [i, text] of [`x = "${'y'.repeat(1_000_001)}"\n`, '# x\n'.repeat(1_100_000), '<a>'.repeat(40_000)].entries()) {
      await open(wire, `untitled:${i}.py`, text);
      const { params } = await wire.next((m) => m.method === 'textDocument/publishDiagnostics', 'the one word about it');
      assert.deepEqual(params.diagnostics.map((d) => [d.code, d.severity]), [['not-checked', 3]]);
    }
    const before = cpu(wire.process.pid);
    await new Promise((done) => setTimeout(done, 1000));
    assert.ok(cpu(wire.process.pid) - before <= 2, 'hundredths of a second in one second');
    await wire.stop();
  }));

test('what an analysis took is given back when nothing happens (24)', { skip: skip || (sanitized && 'memory is kept back') }, (t) =>
  withWire({}, async (wire) => {
    await wire.initialize();
    await open(wire, 'untitled:large.py', SLEEP.repeat(4000));
    const busy = (await measure(wire)).memory, until = Date.now() + 20_000;
    let idle = busy;
    while (idle > busy * 0.8 && Date.now() < until) {
      await new Promise((done) => setTimeout(done, 100));
      idle = anonymous(wire.process.pid);
    }
    t.diagnostic(`${busy} KiB, then ${idle}`);
    assert.ok(idle <= busy * 0.8, `${busy} KiB, and still ${idle}`);
    await wire.stop();
  }));

test('from an edit in a file of 5,000 lines to its diagnostics: told, not judged (24)', { skip }, (t) =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const uri = 'untitled:large.py', text = 'def f(a, b):\n    c = [a, b]\n    return g(c)[0] + 1\n\n'.repeat(1240) + SLEEP.repeat(10), times = [];
    const told = (version) => wire.next((m) => m.method === 'textDocument/publishDiagnostics' && m.params.version === version, `version ${version}`);
    await open(wire, uri, text);
    await told(1);
    const before = cpu(wire.process.pid);
    for (let version = 2; version < 42; version++) {
      await new Promise((done) => setTimeout(done, 50)); // as people type
      const began = performance.now();
      await wire.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: at(2500, 0), text: '# x\n' }] });
      const { params } = await told(version);
      times.push(performance.now() - began);
      assert.equal(params.diagnostics.length, 10);
    }
    times.sort((a, b) => a - b);
    const mean = ((cpu(wire.process.pid) - before) * 10) / times.length;
    t.diagnostic(`median ${times[20].toFixed(1)} ms, 95th percentile ${times[37].toFixed(1)} ms; ${mean} ms of the processor's an edit`);
    await wire.stop();
  }));
