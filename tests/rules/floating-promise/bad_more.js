async function save(record) {
  await fetch('/records', { method: 'POST', body: record });
}

async function mostly(record) {
  save(record).catch(console.error).then(() => console.log(record)); // expect[hint]
}

function chains(record) {
  save(record).finally(() => console.log('done')); // expect: the promise of `save`
  save(record).catch(); // expect: the promise of `save`
  save(record).then(() => 1).finally(() => 2); // expect: the promise of `save`
  (async () => save(record))(); // expect
  new Promise((resolve) => setTimeout(resolve, record.later())); // expect: this promise
}

function settles(records) {
  Promise.allSettled(records.map((record) => save(record))); // expect[hint]
}

async function settlesHere(records) {
  Promise.allSettled(records.map((record) => save(record))); // expect[hint]
}

function lists(record, table) {
  [save(record), save(record)]; // expect
  const saved = save(record);
  const list = [save(record)];
  table[saved];
  saved; // expect: the promise `saved`
  record && saved; // expect
  return list;
}

function unread(record) {
  const saved = save(record); // expect
  const other = save(record).then(() => 1); // expect
}
