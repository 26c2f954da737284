/**
 * @returns {Promise<void>|undefined} nothing when there is a callback
 */
function save(record, callback) {
  return store.write(record, callback);
}

/** @returns {string} the name of a Promise<void> */
function name() {
  return store.name();
}

// @returns {Promise<void>}
function lineComment() {
  return store.name();
}

/** @returns {Promise<void>} */

const between = 1;
function notDirectly() {
  return store.name();
}

/** @returns {Array<Promise<void>>} */
function several() {
  return store.all();
}

/** @returns {Promises} */
function other() {
  return store.all();
}

/** @returns {Promise<void>} */
async function documented() {
  await store.all();
}

/** @param {() => Promise<void>} done */
function shadowed(done) {
  {
    const done = () => 1;
    done();
  }
  return done();
}

/** @returns {(x: string) => Promise<void>} */
function maker() {
  return store.maker();
}

export async function main() {
  save('a', () => {});
  name();
  lineComment();
  notDirectly();
  several();
  other();
  maker();
  void documented();
  await documented();
  documented().catch(console.error);
  return [between, shadowed];
}

class Bucket {
  /**
   * @param {object} labels
   * @param {(err: Error | null) => void} [callback]
   * @returns {Promise<object>}
   */
  setLabels(labels, callback) {
    return this.request({ labels }, callback);
  }

  clear(callback) {
    this.setLabels({}, callback);
    this.setLabels({}, (err) => console.log(err));
  }
}

export { Bucket };
