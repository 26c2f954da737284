type Row = { url: string };

async function load(rows: readonly Row[]): Promise<Response[]> {
  const found: Response[] = [];
  for (const row of rows) {
    found.push(await fetch(row.url)); // expect
  }
  return found;
}

async function cast(rows: unknown[]): Promise<void> {
  for (const row of rows) await fetch((row as Row).url); // expect
}

async function sizes(rows: readonly Row[]): Promise<number> {
  let all = 0;
  const found: Response[] = [];
  for (const row of rows) {
    found.push(await fetch(row.url)); // expect
  } // every row
  for (const one of found) {
    all += one.status;
  } // every answer
  return all;
} // sizes
