type Row = { url: string };

async function load(rows: readonly Row[]): Promise<Response[]> {
  const found: Response[] = [];
  found.push(...(await Promise.all(Array.from(rows, (row) => fetch(row.url)))));
  return found;
}

async function cast(rows: unknown[]): Promise<void> {
  await Promise.all(Array.from(rows, (row) => fetch((row as Row).url)));
}

async function sizes(rows: readonly Row[]): Promise<number> {
  let all = 0;
  const found: Response[] = [];
  found.push(...(await Promise.all(Array.from(rows, (row) => fetch(row.url))))); // every row
  for (const one of found) {
    all += one.status;
  } // every answer
  return all;
} // sizes
