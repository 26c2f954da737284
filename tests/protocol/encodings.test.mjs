// encodings.test.mjs - positions in the units that the client counts in.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, PROFILES, withClient } from './client.mjs';
import { rangeOf } from './model.mjs';
import { withWire } from './wire.mjs';

const offer = (positionEncodings) => ({ general: { positionEncodings } });

test('negotiation', async () => {
  for (const [offered, chosen] of [[undefined, 'utf-16'], [[], 'utf-16'], ['utf-8', 'utf-16'], [['utf-7'], 'utf-16'], [[8], 'utf-16'],
    [['utf-16'], 'utf-16'], [['utf-32', 'utf-8', 'utf-16'], 'utf-32'], [['utf-8', 'utf-16', 'utf-32'], 'utf-8'], [['x', 'utf-32'], 'utf-32']])
    await withWire({}, async (wire) => {
      const { capabilities } = await wire.initialize({ capabilities: offer(offered) });
      assert.equal(capabilities.positionEncoding, chosen, JSON.stringify(offered));
      await wire.stop();
    });
  for (const encoding of ['utf-8', 'utf-16', 'utf-32'])
    await withWire({ args: ['--position-encoding', encoding] }, async (wire) => {
      const { capabilities } = await wire.initialize({ capabilities: offer(['utf-16']) });
      assert.equal(capabilities.positionEncoding, encoding);
      await wire.stop();
    });
});

const TEXTS = {
  lf: 'import time\nasync def f():\n    "é😀中"; time.sleep(1)  # 😀\n',
  crlf: 'import time\r\nasync def f():\r\n    "é😀中"; time.sleep(1)  # 😀\r\n',
  cr: 'import time\rasync def f():\r    "é😀中"; time.sleep(1)  # 😀\r',
  bom: '\ufeffimport time\nasync def f():\n    "é😀中"; time.sleep(1)  # 😀\n',
};

for (const encoding of ['utf-8', 'utf-16', 'utf-32'])
  test(`a finding, its fix and its hover behind é😀中, ${encoding}`, () =>
    withClient({ profile: { ...PROFILES.full, ...offer([encoding]) } }, async (client) => {
      for (const [name, text] of Object.entries(TEXTS)) {
        const uri = `file:///${name}.py`;
        const start = text.indexOf('time.sleep');
        const range = rangeOf(text, start, start + 'time.sleep'.length, encoding);
        const [found] = await client.lint(uri, text);
        assert.equal(found?.code, 'blocking-sleep', name);
        assert.deepEqual(found.range, range, name);
        const actions = await client.actions(uri, found.range, { only: ['quickfix'] });
        const fix = actions.find((a) => a.isPreferred);
        assert.equal(await client.edited(uri, fix),
          text.replace('import time', name === 'none' ? '' : await importLine(client, uri, fix, text)).replace('time.sleep', 'await asyncio.sleep'));
        const hover = await client.request('textDocument/hover', { textDocument: { uri }, position: range.start });
        assert.deepEqual(hover.range, range);
        assert.equal(await client.request('textDocument/hover', { textDocument: { uri }, position: at(0, 0).start }), null);
      }
    }));

// Where the import goes is for the rules' tests; here only that the places are right.
async function importLine(client, uri, fix, text) {
  const fixed = await client.edited(uri, fix);
  const eol = /\r\n|\r|\n/.exec(text)[0];
  const head = fixed.slice(fixed.indexOf('import'), fixed.indexOf(`${eol}async def`));
  assert.match(head, /import asyncio/);
  assert.match(head, /import time/);
  assert.equal(head.replaceAll(eol, '\n').split('\n').length, 2);
  return head;
}
