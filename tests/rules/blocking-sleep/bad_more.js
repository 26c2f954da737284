export function declared(end) {
  let now;
  now = Date.now();
  while (now < end) now = Date.now(); // expect
}

export async function unequal(end) {
  while (end === Date.now()) {} // expect
  while (Date.now() !== end) {} // expect
}

export async function emptyStatement(end) {
  while (Date.now() < end) { ; } // expect
}
