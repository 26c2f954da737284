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
    this.close(); // expect
  }
}

/**
 * @param {Store} db
 * @param {() => Promise<void>} done
 * @param {Promise<void>} [ready]
 * @param {?Store} other
 */
export function main(db, done, ready, other) {
  save('a'); // expect
  load(); // expect
  later(); // expect
  remove('a'); // expect
  find('a'); // expect
  db.close(); // expect
  other.close(); // expect
  done(); // expect
  ready; // expect
}

export { Store };
