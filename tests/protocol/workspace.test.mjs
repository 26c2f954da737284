// workspace.test.mjs - findings for files that are not open: pushed, pulled, as they change.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import { PROFILES, SLEEP, withClient, withFolder, withProgress, withPull } from './client.mjs';

const { CancellationTokenSource } = createRequire(import.meta.url)('vscode-languageserver-protocol/node');

const TREE = {
  'one.py': SLEEP, 'two/two.py': SLEEP, 'clean.py': 'x = 1\n', 'gen/made.py': SLEEP, 'node_modules/x.js': 'async function f() {}\nf();\n',
  'asynclint.json': '{"exclude": ["gen/"]}', 'text.txt': 'no\n',
};
const rules = (list) => list.map((d) => d.code);

// What `run` gets: the client, the folder, and the URI of one of its files.
const inWorkspace = (options, tree, run, settings = { diagnosticMode: 'workspace' }) =>
  withFolder(tree, (folder, uri) => {
    const initialize = { workspaceFolders: [{ uri: uri(''), name: 'w' }], initializationOptions: settings };
    return withClient({ initialize, ...options }, (client) => run(client, folder, uri));
  });

const pushed = (client, uri, fits, from = 0) =>
  client.seen(client.published, (m) => m.uri === uri && m.version === undefined && fits(m.diagnostics), `a push for ${uri}`, from);
const some = (list) => list.length === 1 && list[0].code === 'blocking-sleep';
const none = (list) => list.length === 0;
const watched = (client, ...changes) =>
  client.notify('workspace/didChangeWatchedFiles', { changes: changes.map(([uri, type]) => ({ uri, type })) });
const [CREATED, CHANGED, DELETED] = [1, 2, 3];

test('files that are not open are told of, if that is wanted', async () => {
  await inWorkspace({}, TREE, async (client, folder, uri) => {
    await pushed(client, uri('one.py'), some);
    const { diagnostics: [found] } = await pushed(client, uri('two/two.py'), some);
    assert.equal(found.source, 'asynclint');
    assert.match(found.codeDescription.href, /#blocking-sleep$/);
    const named = new Set(client.published.map((m) => m.uri));
    assert.deepEqual([...named].sort(), [uri('one.py'), uri('two/two.py')].sort());
  });
  await inWorkspace({}, TREE, async (client, folder, uri) => {
    await client.lint(uri('clean.py'), 'x = 1\n');
    assert.deepEqual(client.published.map((m) => m.uri), [uri('clean.py')]);
  }, {});
});

test('what is open comes first; what is closed is told of as it is on the disk', () =>
  inWorkspace({}, TREE, async (client, folder, uri) => {
    const file = uri('one.py');
    await pushed(client, file, some);
    assert.deepEqual(await client.lint(file, 'x = 1\n'), []);
    let from = client.published.length;
    await client.close(file);
    await pushed(client, file, some, from);
    // Written in another way, it is the same file: nothing stays behind under our own URI.
    const other = file.replace('one.py', '%6Fne.py');
    from = client.published.length;
    assert.equal((await client.lint(other, SLEEP)).length, 1);
    await pushed(client, file, none, from);
    from = client.published.length;
    await client.close(other);
    await pushed(client, file, some, from);
  }));

test('files change, come and go', () =>
  inWorkspace({}, TREE, async (client, folder, uri) => {
    const put = (name, text) => writeFileSync(join(folder, name), text);
    await pushed(client, uri('one.py'), some);
    await pushed(client, uri('two/two.py'), some);
    put('one.py', 'x = 1\n');
    await watched(client, [uri('one.py'), CHANGED]);
    await pushed(client, uri('one.py'), none);
    put('new.py', SLEEP);
    put('gen/new.py', SLEEP);
    await watched(client, [uri('new.py'), CREATED], [uri('gen/new.py'), CREATED]);
    await pushed(client, uri('new.py'), some);
    rmSync(join(folder, 'two/two.py'));
    await watched(client, [uri('two/two.py'), DELETED]);
    await pushed(client, uri('two/two.py'), none);
    put('asynclint.json', '{}');
    await watched(client, [uri('asynclint.json'), CHANGED]);
    await pushed(client, uri('gen/made.py'), some);
    await pushed(client, uri('gen/new.py'), some);
    // Not every client watches files: one that is saved is seen, too.
    put('saved.py', SLEEP);
    await client.lint(uri('saved.py'), SLEEP);
    await client.notify('textDocument/didSave', { textDocument: { uri: uri('saved.py') } });
    await client.close(uri('saved.py'));
    await pushed(client, uri('saved.py'), some);
  }));

test('the mode is switched, folders come and go', () =>
  withFolder({ 'a/a.py': SLEEP, 'b/b.py': SLEEP }, (folder, uri) => {
    const [a, b] = ['a', 'b'].map((name) => ({ uri: uri(name), name }));
    return withClient({ initialize: { workspaceFolders: [a] } }, async (client) => {
      client.settings.asynclint = { diagnosticMode: 'workspace' };
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      await pushed(client, uri('a/a.py'), some);
      await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [b], removed: [] } });
      await pushed(client, uri('b/b.py'), some);
      await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [a] } });
      await pushed(client, uri('a/a.py'), none);
      client.settings.asynclint = { diagnosticMode: 'openFiles' };
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      await pushed(client, uri('b/b.py'), none);
    });
  }));

test('what git ignores is left out', () =>
  withFolder({ 'kept.py': SLEEP, 'ignored.py': SLEEP, '.gitignore': 'ignored.py\n' }, async (folder, uri) => {
    assert.equal(spawnSync('git', ['init', '-q', folder]).status, 0);
    const initialize = { workspaceFolders: [{ uri: uri(''), name: 'w' }], initializationOptions: { diagnosticMode: 'workspace' } };
    await withClient({ initialize }, async (client) => {
      await pushed(client, uri('kept.py'), some);
      writeFileSync(join(folder, '.gitignore'), 'kept.py\n');
      await watched(client, [uri('.gitignore'), CHANGED]);
      await pushed(client, uri('ignored.py'), some);
      await pushed(client, uri('kept.py'), none);
    });
  }));

// --- pull ---

const pull = (client, known = []) =>
  client.request('workspace/diagnostic', { previousResultIds: known.map(({ uri, resultId: value }) => ({ uri, value })) });
const PULLING = { profile: withPull(PROFILES.full) };

test('workspace pull: everything once, then what is new', () =>
  inWorkspace(PULLING, TREE, async (client, folder, uri) => {
    const { items } = await pull(client);
    assert.deepEqual(items.map((i) => [i.uri, i.kind, i.version, ...rules(i.items)]).sort(),
      ['one.py', 'two/two.py'].map((name) => [uri(name), 'full', null, 'blocking-sleep']));
    const next = pull(client, items);
    writeFileSync(join(folder, 'clean.py'), SLEEP);
    await watched(client, [uri('clean.py'), CHANGED]);
    const second = (await next).items;
    assert.deepEqual(second.map((i) => [i.uri, ...rules(i.items)]), [[uri('clean.py'), 'blocking-sleep']]);
    const gone = pull(client, [...items, ...second]);
    rmSync(join(folder, 'one.py'));
    await watched(client, [uri('one.py'), DELETED]);
    assert.deepEqual((await gone).items.map((i) => [i.uri, i.kind, i.items]), [[uri('one.py'), 'full', []]]);
    assert.deepEqual(client.published, []);
  }));

test('workspace pull: what has no findings any more is said to have none', () =>
  inWorkspace(PULLING, TREE, async (client, folder, uri) => {
    const { items } = await pull(client);
    const next = pull(client, items);
    writeFileSync(join(folder, 'one.py'), 'x = 1\n');
    await watched(client, [uri('one.py'), CHANGED]);
    const [report] = (await next).items;
    assert.deepEqual([report.uri, report.items], [uri('one.py'), []]);
    assert.notEqual(report.resultId, items.find((i) => i.uri === uri('one.py')).resultId);
  }));

test('workspace pull: open documents are pulled on their own, and come back when closed', () =>
  inWorkspace(PULLING, TREE, async (client, folder, uri) => {
    await client.open(uri('one.py'), 'x = 1\n');
    const { items } = await pull(client);
    assert.deepEqual(items.map((i) => i.uri), [uri('two/two.py')]);
    const next = pull(client, items);
    await client.close(uri('one.py'));
    assert.deepEqual((await next).items.map((i) => [i.uri, ...rules(i.items)]), [[uri('one.py'), 'blocking-sleep']]);
  }));

test('workspace pull: one that waits is cancelled, or ends with the session', async () => {
  let last;
  await inWorkspace(PULLING, TREE, async (client) => {
    const { items } = await pull(client);
    const source = new CancellationTokenSource();
    const waiting = client.request('workspace/diagnostic', { previousResultIds: [] }, source.token);
    source.cancel();
    await assert.rejects(waiting, { code: -32800 });
    last = pull(client, items);
  });
  assert.deepEqual(await last, { items: [] });
});

test('workspace pull: in parts, for a client that takes them (8)', () => {
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`f${i}.py`, SLEEP]));
  return inWorkspace(PULLING, many, async (client, folder, uri) => {
    const { items } = await client.request('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'parts' });
    assert.deepEqual(items, [], 'all has been told');
    const parts = client.progress.filter((m) => m.token === 'parts').map((m) => m.value.items);
    assert.ok(parts.length >= 2);
    assert.deepEqual(parts.flat().map((i) => i.uri).sort(), Object.keys(many).map(uri).sort());
    const source = new CancellationTokenSource(), count = client.progress.length;
    const waiting = client.request('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'more' }, source.token);
    source.cancel();
    await assert.rejects(waiting, { code: -32800 });
    writeFileSync(join(folder, 'f1.py'), 'x = 1\n');
    await watched(client, [uri('f1.py'), CHANGED]);
    await client.request('asynclint/settled', {}); // the one that was cancelled has not told of it
    await client.request('workspace/diagnostic', { previousResultIds: parts.flat().map((i) => ({ uri: i.uri, value: i.resultId })) });
    assert.equal(client.progress.length, count, 'nothing after the cancellation');
  });
});

test('workspace pull: a hover is answered before it (8)', () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.py`, SLEEP.repeat(50)]));
  return inWorkspace(PULLING, { ...many, 'open.py': SLEEP }, async (client, folder, uri) => {
    const order = [];
    const all = pull(client).then(() => order.push('workspace'));
    await client.open(uri('open.py'), SLEEP);
    const hover = await client.request('textDocument/hover', { textDocument: { uri: uri('open.py') }, position: { line: 2, character: 6 } });
    order.push('hover');
    await all;
    assert.ok(hover);
    assert.deepEqual(order, ['hover', 'workspace']);
  });
});

test('workspace pull: nothing when only open files are wanted', () =>
  inWorkspace(PULLING, TREE, async (client) => {
    assert.deepEqual((await pull(client)).items, []);
  }, {}));

// Twice, as VS Code does not listen to the first answer while it still asks for the document's own.
test('workspace pull: a closed document has no findings of when it was open', () =>
  inWorkspace(PULLING, TREE, async (client, folder, uri) => {
    assert.deepEqual((await pull(client)).items, []);
    for (const file of [uri('one.py'), 'untitled:Untitled-1']) {
      const next = pull(client);
      client.open(file, SLEEP, { languageId: 'python' });
      assert.equal((await client.request('textDocument/diagnostic', { textDocument: { uri: file } })).items.length, 1);
      client.close(file);
      for (const answer of [next, pull(client)])
        assert.deepEqual((await answer).items.map((i) => [i.uri, i.kind, i.items]), [[file, 'full', []]]);
    }
  }, {}));

test('workspace pull: a closed document is as on the disk, also where that has no findings', () =>
  inWorkspace(PULLING, TREE, async (client, folder, uri) => {
    const { items } = await pull(client);
    const next = pull(client, items);
    client.open(uri('clean.py'), SLEEP);
    await client.request('textDocument/diagnostic', { textDocument: { uri: uri('clean.py') } });
    client.close(uri('clean.py'));
    const first = (await next).items;
    const second = (await pull(client, [...items, ...first])).items;
    for (const reports of [first, second])
      assert.deepEqual(reports.map((i) => [i.uri, i.kind, i.items]), [[uri('clean.py'), 'full', []]]);
  }));

// --- progress ---

test('long work shows its progress, to clients that do', async () => {
  const kinds = (client) => client.progress.map((m) => m.value.kind);
  await inWorkspace({ profile: withProgress(PROFILES.full) }, TREE, async (client) => {
    const { value: begin, token } = await client.seen(client.progress, (m) => m.value.kind === 'begin', 'the begin');
    assert.deepEqual([begin.title, begin.cancellable], ['Checking the workspace', true]);
    await client.seen(client.progress, (m) => m.value.kind === 'end', 'the end');
    assert.ok(client.progress.every((m) => m.token === token));
    assert.deepEqual(kinds(client).filter((kind) => kind !== 'report'), ['begin', 'end']);
    const { params } = client.requests.find((r) => r.method === 'window/workDoneProgress/create');
    assert.deepEqual(params, { token });
  });
  await inWorkspace({}, TREE, async (client, folder, uri) => {
    await pushed(client, uri('one.py'), some);
    assert.deepEqual(client.progress, []);
  });
});

test('long work is cancelled; what changes later is seen all the same', () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.py`, SLEEP]));
  return inWorkspace({ profile: withProgress(PROFILES.full) }, many, async (client, folder, uri) => {
    const { token } = await client.seen(client.progress, (m) => m.value.kind === 'begin', 'the begin');
    await client.notify('window/workDoneProgress/cancel', { token: 'another' });
    await client.notify('window/workDoneProgress/cancel', { token });
    await client.seen(client.progress, (m) => m.value.kind === 'end', 'the end');
    await client.lint(uri('open.py'), SLEEP);
    const before = client.published.length;
    await client.lint(uri('open2.py'), SLEEP);
    assert.ok(client.published.length <= before + 1, 'nothing more is looked at');
    writeFileSync(join(folder, 'f7.py'), SLEEP + SLEEP);
    await watched(client, [uri('f7.py'), CREATED]);
    await pushed(client, uri('f7.py'), (list) => list.length === 2);
  });
});

test('an edit is answered before the files that still wait', () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`m${i}.py`, `from m${(i + 1) % 400} import f as g\n${SLEEP}`]));
  return inWorkspace({}, { ...many, 'open.py': 'x = 1\n' }, async (client, folder, uri) => {
    await client.open(uri('open.py'), SLEEP);
    for (let i = 0; i < 5; i++) await client.change(uri('open.py'), `${SLEEP}# ${i}\n`);
    await client.diagnostics(uri('open.py'));
    const before = client.published.filter((m) => m.version === undefined).length;
    assert.ok(before < 400, `${before} files came first`);
    await client.request('asynclint/settled', {});
    assert.ok(client.published.filter((m) => m.version === undefined).length >= 400);
  });
});
