/**
 * Saves the record.
 * @param {string} record
 * @returns {Promise<void>} when it is saved
 */
function save(record) {
  return store.write(record);
}

/** @return {Promise.<{
 *   name: string
 * }>} */
export function load() {
  return store.read();
}

/** @typedef {Promise<string>} Later */

/** @returns {Later} */
const later = () => store.read();

/** @type {(id: string) => Promise<void>} */
const remove = (id) => store.remove(id);

/** @type {function(string): Promise} */
let find;

class Store {
  /** @returns {!Promise<void>} */
  close() {
    return this.handle.close();
  }

  run() {
    this.close().catch((err) => {
      console.error(err);
    });
  }
}

/**
 * @param {Store} db
 * @param {() => Promise<void>} done
 * @param {Promise<void>} [ready]
 * @param {?Store} other
 */
export function main(db, done, ready, other) {
  save('a').catch((err) => {
    console.error(err);
  });
  load().catch((err) => {
    console.error(err);
  });
  later().catch((err) => {
    console.error(err);
  });
  remove('a').catch((err) => {
    console.error(err);
  });
  find('a').catch((err) => {
    console.error(err);
  });
  db.close().catch((err) => {
    console.error(err);
  });
  other.close().catch((err) => {
    console.error(err);
  });
  done().catch((err) => {
    console.error(err);
  });
  ready.catch((err) => {
    console.error(err);
  });
}

export { Store };
