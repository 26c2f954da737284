import { createWriteStream, readFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';

async function save(count, path) {
  const out = createWriteStream(path, { highWaterMark: 16 });
  for (let i = 0; i < count; i++) {
    out.write(`row ${i}\n`);
  }
  out.end();
  await finished(out);
}

await save(200 + 1000, 'rows.txt');
console.log(readFileSync('rows.txt', 'utf8').split('\n').length);
