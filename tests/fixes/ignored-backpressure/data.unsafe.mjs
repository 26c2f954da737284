import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

async function read(texts) {
  const source = Readable.from(texts);
  source.on('data', async (text) => {
    await sleep(20 - text.length);
    console.log(text);
  });
}

await read(['one', 'eleven']);
await sleep(200);
// after:
// one
// eleven
