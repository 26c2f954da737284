async function save(record) {
  await fetch('/records', { method: 'POST', body: record });
}

function unread(record) {
  const saved = save(record).catch(console.error);
  const number = record.number();
  const made = record || save;
  let later;
  later = save(record);
}

async function stores(records, table) {
  table.list = [save(1), save(2)];
  table.list += save(1);
  for await (const record of [save(1), save(2)]) console.log(record);
  records.map((record) => save(record));
}
