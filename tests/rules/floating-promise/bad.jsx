async function save(record) {
  await fetch('/records', { method: 'POST', body: record });
}

export function Button({ record }) {
  const onClick = () => {
    save(record); // expect
  };
  return <button onClick={onClick}>{record.name}</button>;
}
