import { createWriteStream } from 'node:fs';
import net from 'node:net';
import { Readable } from 'node:stream';

// Who gives the source may listen to it.
export function handed(source: Readable, target: string): void {
  source.pipe(createWriteStream(target)).on('error', console.error);
}

// A name is not the event that it is called like.
export function named(port: number, data: string, add: (chunk: Buffer) => Promise<void>): void {
  const socket = net.connect(port);
  socket.on(data, async (chunk: Buffer) => {
    await add(chunk);
  });
}

export class Held {
  private readonly source = Readable.from(['a']);

  begin(target: string): void {
    this.source.pipe(createWriteStream(target)).on('error', console.error);
  }
}
