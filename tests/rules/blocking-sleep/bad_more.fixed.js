export function declared(end) {
  let now;
  now = Date.now();
  while (now < end) now = Date.now();
}

export async function unequal(end) {
  while (end === Date.now()) {}
  while (Date.now() !== end) {}
}

export async function emptyStatement(end) {
  await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
}
