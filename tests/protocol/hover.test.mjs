// hover.test.mjs - what a finding means, where there is one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, PROFILES, SLEEP, withClient } from './client.mjs';

const uri = 'file:///tmp/a.py';
const hover = (client, line, character) => client.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });

test('on a finding: message, rule, why, example and link, in Markdown', () =>
  withClient({}, async (client) => {
    const [found] = await client.lint(uri, SLEEP);
    const { contents, range } = await hover(client, 2, 6);
    assert.equal(contents.kind, 'markdown');
    assert.deepEqual(range, found.range);
    assert.ok(contents.value.includes(found.message));
    assert.match(contents.value, /\[blocking-sleep\]\(https:.*#blocking-sleep\)/);
    assert.match(contents.value, /```python\n/);
  }));

test('elsewhere null', () =>
  withClient({}, async (client) => {
    await client.lint(uri, SLEEP);
    for (const [line, character] of [[0, 0], [2, 3], [2, 15], [99, 0]]) assert.equal(await hover(client, line, character), null);
    for (const character of [4, 14]) assert.notEqual(await hover(client, 2, character), null);
  }));

test('in plain text for a client that wants that', () =>
  withClient({ profile: PROFILES.bare }, async (client) => {
    await client.lint(uri, SLEEP);
    const { contents } = await hover(client, 2, 6);
    assert.equal(contents.kind, 'plaintext');
    assert.doesNotMatch(contents.value, /```|\*\*|\]\(/);
    assert.match(contents.value, /blocking-sleep <https:/);
  }));

test('the format that stands first is the one preferred', () =>
  withClient({ profile: { textDocument: { hover: { contentFormat: ['plaintext', 'markdown'] } } } }, async (client) => {
    await client.lint(uri, SLEEP);
    assert.equal((await hover(client, 2, 6)).contents.kind, 'plaintext');
  }));

test('code actions and hover see an edit at once', () =>
  withClient({}, async (client) => {
    await client.lint(uri, SLEEP);
    await client.edit(uri, [{ range: at(2, 0), text: '    x = 1\n' }], SLEEP.replace('    time', '    x = 1\n    time'));
    assert.equal(await hover(client, 2, 6), null);
    assert.notEqual(await hover(client, 3, 6), null);
  }));
