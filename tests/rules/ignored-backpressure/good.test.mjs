import { createWriteStream } from 'node:fs';
import { test } from 'node:test';

test('it writes', async () => {
  const out = createWriteStream('x');
  for (let i = 0; i < 100000; i++) out.write(`${i}`);
});
