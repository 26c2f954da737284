// edits.mjs - applies the edits of --format json as another program would: from the
// contract alone.

// Applies the first safe fix of each finding, leaving out what touches one taken before: an
// import that two fixes share is added once.
export function applyEdits(bytes, findings) {
  const taken = [];
  for (const { fixes } of findings) {
    const fix = fixes.find((candidate) => candidate.safe && candidate.edits.length > 0);
    if (!fix) continue;
    const isNew = (edit) => !taken.some((other) => JSON.stringify(other) === JSON.stringify(edit));
    const edits = fix.edits.filter(isNew);
    const touches = (a, b) => a.start_byte <= b.end_byte && b.start_byte <= a.end_byte;
    if (!edits.some((edit) => taken.some((other) => touches(edit, other)))) taken.push(...edits);
  }
  const order = taken.map((edit, i) => ({ ...edit, i }));
  order.sort((a, b) => a.start_byte - b.start_byte || a.end_byte - b.end_byte || a.i - b.i);
  let at = 0;
  const parts = [];
  for (const edit of order) {
    parts.push(bytes.subarray(at, edit.start_byte), Buffer.from(edit.text));
    at = edit.end_byte;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

export function byPath(findings) {
  const groups = new Map();
  for (const finding of findings) groups.set(finding.path, [...(groups.get(finding.path) ?? []), finding]);
  return groups;
}
