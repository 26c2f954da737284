// What a callback uses is there when it may be called; a store is shown when it is open.
//
// after:
// [ 'second' ]
// null
// true
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

class Listener {
  async init(source) {
    source.on('row', (row) => this.rows.push(row));
    this.rows = await sleep(20, []);
  }
}

class Store {
  opened = false;

  async open() {
    await sleep(20);
    this.opened = true;
  }
}

class Holder {
  async open() {
    this.store = new Store();
    await this.store.open();
  }

  getStore() {
    if (!this.store) return null;
    return this.store;
  }
}

const emitter = new EventEmitter();
const listener = new Listener();
const ready = listener.init(emitter);
try {
  emitter.emit('row', 'first');
} catch (error) {
  console.log(error.message);
}
await ready;
emitter.emit('row', 'second');
console.log(listener.rows);

const holder = new Holder();
const opening = holder.open();
console.log(holder.getStore());
await opening;
console.log(holder.getStore().opened);
