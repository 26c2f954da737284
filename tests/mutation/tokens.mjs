// tokens.mjs - C text as tokens, with brackets matched; comments and directives are left out.
const TRIVIA = String.raw`\s+|//[^\n]*|/\*[^]*?\*/|(?<=^|\n)[ \t]*#(?:\\\n|[^\n])*`;
const TOKEN = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\w+`
  + String.raw`|<<=|>>=|\.\.\.|->|\+\+|--|&&|\|\||[-+*/%&|^=!<>]=|<<|>>|[^\s\w]`;
const PAIRS = { '(': ')', '[': ']', '{': '}' };

// [{ text, from, to, other }]: `other` is the index of a bracket's other one.
export function tokensOf(text) {
  const tokens = [], open = [];
  for (const match of text.matchAll(new RegExp(`(?:${TRIVIA})|(${TOKEN})`, 'g'))) {
    if (match[1] === undefined) continue;
    const token = { text: match[1], from: match.index, to: match.index + match[1].length };
    if (token.text in PAIRS) open.push(tokens.length);
    else if (Object.values(PAIRS).includes(token.text)) {
      token.other = open.pop();
      if (PAIRS[tokens[token.other]?.text] !== token.text) throw new Error(`a bracket at byte ${token.from} has no other`);
      tokens[token.other].other = tokens.length;
    }
    tokens.push(token);
  }
  if (open.length) throw new Error(`a bracket at byte ${tokens[open.at(-1)].from} has no other`);
  return tokens;
}

const isOpening = (token) => token.text in PAIRS;

// The indices in [from, to) of tokens that are in no bracket there.
export function* outer(tokens, from, to) {
  for (let at = from; at < to; at++) {
    yield at;
    if (isOpening(tokens[at])) at = tokens[at].other - 1;
  }
}

// [from, to) cut at the tokens for which `isCut(index)` holds: [[from, to], …].
export function cut(tokens, from, to, isCut) {
  const parts = [];
  let begin = from;
  for (const at of outer(tokens, from, to)) {
    if (!isCut(at)) continue;
    parts.push([begin, at]);
    begin = at + 1;
  }
  return [...parts, [begin, to]];
}

// The functions that the file defines: { name, type, from, to }, the tokens between their braces.
export function functionsOf(tokens) {
  const found = [];
  let begin = 0;
  for (const at of outer(tokens, 0, tokens.length)) {
    const { text, other } = tokens[at];
    if (text === '{' && at > 0 && tokens[at - 1].text === ')') {
      const name = tokens[at - 1].other - 1;
      const type = tokens.slice(begin, name).map((token) => token.text).filter((word) => word !== 'static' && word !== 'inline').join(' ');
      found.push({ name: tokens[name].text, type, from: at + 1, to: other });
    }
    if (text === ';' || text === '}') begin = at + 1;
  }
  return found;
}
