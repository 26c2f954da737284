// fixall.test.mjs - source.fixAll.asynclint is check --fix, byte for byte, and leaves nothing that it could have fixed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { PROFILES, at, withClient, withFolder } from './client.mjs';
import { fixtures } from './fixtures.mjs';
import { BINARY, ROOT, sparse } from './wire.mjs';

const EDITOR = { ...PROFILES.full, textDocument: { ...PROFILES.full.textDocument, codeAction: { ...PROFILES.full.textDocument.codeAction, resolveSupport: undefined } } };

async function fixAll(client, uri) {
  const actions = await client.actions(uri, at(0, 0), { only: ['source.fixAll.asynclint'] });
  assert.ok(actions.length <= 1);
  return actions.length ? client.edited(uri, actions[0]) : client.texts.get(uri).text;
}

for (const [name, ends] of [['LF', '\n'], ['CRLF', '\r\n']])
  test(`every fixture with ${name}: as check --fix has it, and nothing is left to fix (15)`, () =>
    withFolder({}, async (folder, uri) => {
      cpSync(join(ROOT, 'tests/rules'), folder, { recursive: true });
      const all = sparse(fixtures().filter((f) => /\/(bad|good)\./.test(f.name)));
      const texts = new Map(all.map((f) => [f.name, f.text.replaceAll('\n', ends)]));
      const { writeFileSync } = await import('node:fs');
      for (const [file, text] of texts) writeFileSync(join(folder, file), text);
      const run = spawnSync(BINARY, ['check', '--fix', '--no-config', '--no-workspace', '--exit-zero', '--quiet', ...texts.keys()], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
      assert.equal(run.status, 0, run.stderr);
      let changed = 0;
      await withClient({ profile: EDITOR }, async (client) => {
        for (const { name: file, languageId } of all) {
          await client.lint(uri(file), texts.get(file), { languageId });
          const fixed = await fixAll(client, uri(file));
          assert.equal(fixed, readFileSync(join(folder, file), 'utf8'), file);
          changed += fixed !== texts.get(file);
          await client.change(uri(file), fixed);
          assert.equal(await fixAll(client, uri(file)), fixed, `${file}, once more`);
          await client.close(uri(file));
        }
      });
      assert.ok(changed > 20, `${changed}`);
    }));
