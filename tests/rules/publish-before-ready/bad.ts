import { EventEmitter } from 'node:events';

interface Db {
  save(row: unknown): void;
}
declare function open(): Promise<Db>;

export class Listener {
  private db!: Db;
  private late?: Db;

  constructor(private readonly source: EventEmitter) {}

  async init(events: EventEmitter): Promise<void> {
    events.on('row', (row: unknown) => this.db.save(row)); // expect: `this.db`
    this.db = await open();
  }

  async initLate(events: EventEmitter): Promise<void> {
    events.once('row', (row: unknown) => this.late!.save(row)); // expect
    this.late = await open();
  }
}
