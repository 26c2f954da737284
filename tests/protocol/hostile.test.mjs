// hostile.test.mjs - the server in a work tree that somebody made to do harm.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { SLEEP, withClient, withFolder } from './client.mjs';

const run = (cwd, ...command) => assert.equal(spawnSync(command[0], command.slice(1), { cwd }).status, 0, command.join(' '));

function makeHostile(dir, outside) {
  run(dir, 'git', 'init', '-q');
  run(dir, 'git', 'add', '-f', 'sub', 'a.py', 'evil.sh');
  renameSync(join(dir, 'sub'), join(outside, 'sub')); // the index still names sub/x.py
  symlinkSync(join(outside, 'sub'), join(dir, 'sub'));
  symlinkSync(join(outside, 'o.py'), join(dir, 'link.py'));
  symlinkSync('/dev/zero', join(dir, 'zero.py'));
  for (const name of ['pipe.py', 'asynclint.json', 'package.json']) run(dir, 'mkfifo', name);
  chmodSync(join(dir, 'evil.sh'), 0o755);
  for (const key of ['core.fsmonitor', 'core.pager', 'core.editor']) run(dir, 'git', 'config', key, join(dir, 'evil.sh'));
  run(dir, 'git', 'config', 'core.worktree', outside);
}

test('nothing outside is read, nothing is run, nothing is waited for', () =>
  withFolder({ 'o.py': SLEEP }, (outside) =>
    withFolder({ 'a.py': SLEEP, 'sub/x.py': SLEEP, 'evil.sh': '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n' }, async (dir, uri) => {
      makeHostile(dir, outside);
      const initialize = { workspaceFolders: [{ uri: uri(''), name: 'w' }], initializationOptions: { diagnosticMode: 'workspace' } };
      await withClient({ initialize }, async (client) => {
        await client.seen(client.published, (m) => m.uri === uri('a.py') && m.diagnostics.length, 'a push for a.py');
        // The program of an open document: its import leads to a FIFO.
        const open = await client.lint(uri('open.py'), `import pipe, zero\n${SLEEP}`);
        assert.equal(open.length, 1);
        await client.request('asynclint/settled', {});
        const told = new Set(client.published.filter((m) => m.diagnostics.length).map((m) => m.uri));
        assert.deepEqual([...told].sort(), [uri('a.py'), uri('open.py')]);
      });
      assert.ok(!existsSync(join(dir, 'ran')), 'something was run');
    })));

test('a folder that is no folder, and a document whose name is a device', () =>
  withFolder({ 'a.py': SLEEP }, async (dir, uri) => {
    writeFileSync(join(dir, 'file'), '');
    const initialize = { workspaceFolders: [{ uri: uri('file'), name: 'f' }, { uri: uri('none'), name: 'n' }, { uri: 'file:///dev/null', name: 'd' }],
      initializationOptions: { diagnosticMode: 'workspace' } };
    await withClient({ initialize }, async (client) => {
      assert.equal((await client.lint('file:///dev/stdin.py', SLEEP)).length, 1);
      assert.equal((await client.lint('file:///dev/zero', SLEEP, { languageId: 'python' })).length, 1);
    });
  }));

// A client may name anything; what it has not opened is looked at only in the folders that it has named.
test('names that lead out of the workspace add nothing to it', () =>
  withFolder({ 'o.py': SLEEP, 'sub/p.py': SLEEP }, (outside, outsideUri) =>
    withFolder({ 'a.py': SLEEP, 'sub/b.py': SLEEP }, async (dir, uri) => {
      symlinkSync(outside, join(dir, 'link'));
      const initialize = { workspaceFolders: [{ uri: uri(''), name: 'w' }], initializationOptions: { diagnosticMode: 'workspace' } };
      await withClient({ initialize }, async (client) => {
        await client.request('asynclint/settled', {});
        const up = `${uri('sub')}${'/..'.repeat(20)}`;
        const names = [outsideUri('o.py'), `${up}${outside}/o.py`, uri('link/o.py'), uri('link/sub/p.py'), `${uri('sub')}/%2e%2e/%2e%2e/o.py`, `${up}/dev/zero`,
          'file:///dev/zero', 'file:///proc/self/mem', 'file://elsewhere/a.py', 'file:///a%00b.py', `${uri('')}%2f..%2f..`, 'file:', 'file:///'];
        for (const type of [1, 2, 3]) await client.notify('workspace/didChangeWatchedFiles', { changes: names.map((name) => ({ uri: name, type })) });
        await client.notify('workspace/didChangeWatchedFiles', { changes: names.map((name) => ({ uri: name, type: 1 })) });
        for (const name of names) await client.request('workspace/executeCommand', { command: 'asynclint.fixAll', arguments: [{ uri: name }] }).catch(() => {});
        await client.request('asynclint/settled', {});
        const told = new Set(client.published.filter((m) => m.diagnostics.length).map((m) => m.uri));
        assert.deepEqual([...told].sort(), [uri('a.py'), uri('sub/b.py')]);
      });
      assert.equal(readFileSync(join(outside, 'o.py'), 'utf8'), SLEEP);
    })));

const EVIL = ['new\nline.py', '\x1b]0;title\x07.py', '--fix.py', '-rf.py', '%s%n.py', '\u202egnp.py', 'a#b?c.py', '%2e%2e%2fx.py'];

test('odd names of a workspace are told as one address each, and nothing of them is obeyed', () =>
  withFolder(Object.fromEntries(EVIL.map((name) => [name, SLEEP])), async (dir, uri) => {
      const initialize = { workspaceFolders: [{ uri: uri(''), name: 'w\x1b[31m' }], initializationOptions: { diagnosticMode: 'workspace', logLevel: 'debug' } };
      await withClient({ initialize }, async (client) => {
        await client.request('asynclint/settled', {});
        const told = client.published.filter((m) => m.diagnostics.length).map((m) => m.uri);
        for (const address of told) assert.match(address, /^file:\/\/\/[\w%./~:@!$&'()*+,;=-]+$/);
        assert.deepEqual(told.map((address) => basename(fileURLToPath(address))).sort(), [...EVIL].sort());
      });
    }));
