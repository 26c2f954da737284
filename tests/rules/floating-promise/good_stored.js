async function save(record) {
  await fetch('/records', { method: 'POST', body: record });
}

function stored(record, keep) {
  let last;
  last = save(record);
  keep.all ||= [save(record)];
  keep.first ??= save(record);
  keep.mapped = [1, 2].map((x) => save(x));
  [1, 2].map(async (x) => save(x));
  const held = record;
  return last;
}
