// hostile.test.mjs - the server in a work tree that somebody made to do harm.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

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
