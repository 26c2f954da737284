async function save(record) {
  await fetch('/records', { method: 'POST', body: record });
}

async function mostly(record) {
  await save(record).catch(console.error).then(() => console.log(record));
}

function chains(record) {
  save(record).finally(() => console.log('done')).catch((err) => {
    console.error(err);
  });
  save(record).catch().catch((err) => {
    console.error(err);
  });
  save(record).then(() => 1).finally(() => 2).catch((err) => {
    console.error(err);
  });
  (async () => save(record))().catch((err) => {
    console.error(err);
  });
  new Promise((resolve) => setTimeout(resolve, record.later())).catch((err) => {
    console.error(err);
  });
}

function settles(records) {
  void Promise.allSettled(records.map((record) => save(record)));
}

async function settlesHere(records) {
  void Promise.allSettled(records.map((record) => save(record)));
}

function lists(record, table) {
  [save(record), save(record)];
  const saved = save(record);
  const list = [save(record)];
  table[saved];
  saved.catch((err) => {
    console.error(err);
  });
  record && saved.catch((err) => {
    console.error(err);
  });
  return list;
}

function unread(record) {
  const saved = save(record);
  const other = save(record).then(() => 1);
}
