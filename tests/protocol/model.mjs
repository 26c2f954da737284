// model.mjs - what an edit means, said once more and simply: the reference for sync tests.

const WIDTH = {
  'utf-8': (point) => Buffer.byteLength(point),
  'utf-16': (point) => point.length,
  'utf-32': () => 1,
};

// [{start, end}] of each line, without its ending, as indices of the string.
function lines(text) {
  const found = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    found.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  found.push({ start, end: text.length });
  return found;
}

export function offsetOf(text, { line, character }, encoding) {
  const all = lines(text);
  if (line >= all.length) return text.length;
  let units = 0, at = all[line].start;
  for (const point of text.slice(all[line].start, all[line].end)) {
    units += WIDTH[encoding](point);
    if (units > character) break;
    at += point.length;
  }
  return at;
}

export function positionOf(text, offset, encoding) {
  const all = lines(text);
  let line = all.length - 1;
  while (all[line].start > offset) line--;
  let character = 0;
  for (const point of text.slice(all[line].start, Math.min(offset, all[line].end))) character += WIDTH[encoding](point);
  return { line, character };
}

export function rangeOf(text, start, end, encoding) {
  return { start: positionOf(text, start, encoding), end: positionOf(text, end, encoding) };
}

// One TextDocumentContentChangeEvent.
export function applyChange(text, change, encoding) {
  if (!change.range) return change.text;
  const [from, to] = [change.range.start, change.range.end]
    .map((position) => offsetOf(text, position, encoding))
    .sort((a, b) => a - b);
  return text.slice(0, from) + change.text + text.slice(to);
}

// TextEdits of a WorkspaceEdit: all are of the same text.
export function applyEdits(text, edits, encoding) {
  const spans = edits
    .map(({ range, newText }, i) => ({
      from: offsetOf(text, range.start, encoding), to: offsetOf(text, range.end, encoding), newText, i,
    }))
    .sort((a, b) => a.from - b.from || a.to - b.to || a.i - b.i);
  let out = '', at = 0;
  for (const { from, to, newText } of spans) {
    if (from < at || to < from) throw new Error('edits overlap');
    out += text.slice(at, from) + newText;
    at = to;
  }
  return out + text.slice(at);
}

// A small generator of numbers in [0, 1), the same for the same seed (mulberry32).
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
