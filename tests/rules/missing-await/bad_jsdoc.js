/** @returns {Promise<boolean>} */
function exists(id) {
  return store.has(id);
}

export function main(id) {
  if (exists(id)) return 1; // expect
  return `${exists(id)}`; // expect
}
