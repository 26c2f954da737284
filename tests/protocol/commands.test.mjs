// commands.test.mjs - workspace/executeCommand and the edits that it asks the client for.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, PROFILES, SLEEP, withClient } from './client.mjs';

const uri = 'file:///tmp/a.py';
const run = (client, command, ...args) => client.request('workspace/executeCommand', { command, arguments: args });

test('fixAll edits the document, by URI or by object', () =>
  withClient({}, async (client) => {
    await client.lint(uri, SLEEP);
    for (const argument of [uri, { uri }]) {
      const before = client.requests.length;
      assert.equal(await run(client, 'asynclint.fixAll', argument), null);
      const { params } = client.requests.slice(before).find((r) => r.method === 'workspace/applyEdit');
      assert.match(client.applied(uri, params.edit), /await asyncio\.sleep/);
    }
    await client.change(uri, 'x = 1\n');
    const before = client.requests.length;
    assert.equal(await run(client, 'asynclint.fixAll', uri), null);
    assert.equal(client.requests.length, before, 'nothing to do: nothing asked');
  }));

test('a refusal of the client is reported', () =>
  withClient({}, async (client) => {
    await client.lint(uri, SLEEP);
    client.edits = { applied: false, failureReason: 'it is read-only' };
    const error = await client.refused('workspace/executeCommand', { command: 'asynclint.fixAll', arguments: [uri] });
    assert.equal(error.code, -32803);
    assert.match(error.message, /read-only/);
    assert.ok(client.logs.some((m) => /read-only/.test(m.message)));
  }));

test('wrong commands and arguments', () =>
  withClient({}, async (client) => {
    for (const [command, argument] of [['asynclint.nothing', 1], ['asynclint.fixAll', 5], ['asynclint.fixAll', 'file:///no'], ['asynclint.fixAll'],
      ['asynclint.apply', 5], ['asynclint.apply'], ['asynclint.showRule', 'no-such-rule'], ['asynclint.showRule']]) {
      const args = argument === undefined ? [] : [argument];
      const error = await client.refused('workspace/executeCommand', { command, arguments: args });
      assert.equal(error.code, -32602, `${command} ${argument}`);
    }
  }));

test('a client that cannot apply edits', () =>
  withClient({ profile: PROFILES.bare }, async (client) => {
    await client.lint(uri, SLEEP);
    assert.equal((await client.refused('workspace/executeCommand', { command: 'asynclint.fixAll', arguments: [uri] })).code, -32803);
  }));

test('the commands are announced, all under one prefix', () =>
  withClient({}, async (client) => {
    const { commands } = client.initialized.capabilities.executeCommandProvider;
    assert.ok(commands.length >= 3);
    for (const name of commands) assert.match(name, /^asynclint\./);
    await client.lint(uri, SLEEP);
    assert.ok((await client.actions(uri, at(2, 4))).length);
  }));
