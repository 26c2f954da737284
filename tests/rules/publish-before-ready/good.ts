import { EventEmitter } from 'node:events';

interface Db {
  save(row: unknown): void;
}
declare function open(): Promise<Db>;

export class Listener extends EventEmitter {
  private current!: Db;

  constructor(private db: Db, private readonly events: EventEmitter) {
    super();
  }

  async init(): Promise<void> {
    this.events.on('row', (row: unknown) => this.db.save(row));
    this.db = await open();
  }

  async itself(): Promise<void> {
    this.on('row', (row: unknown) => this.current.save(row));
    this.current = await open();
  }
}
