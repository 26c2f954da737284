// mutants.mjs - all mutants of a C file in one text: each condition stands there as it is and, when
// the program is told the mutant's number, broken. So a file is compiled once, whatever it holds.
//
//   negate    the condition of an `if` or of `?:`, or what a function of bool returns
//   drop      an operand of `&&` or `||`
//   turn      `==` into `!=` and the reverse
//   shift     `<` into `<=`, `>` into `>=` and the reverse
//   delete    a `return`, `continue` or `break` behind which there is more
import { cut, functionsOf, outer, tokensOf } from './tokens.mjs';

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);
// What is added to which side, for the comparison to be the other one of integers.
const SHIFTED = { '<': 'right', '>=': 'right', '<=': 'left', '>': 'left' };
// Beyond the end of an array anything may stand, so that a test may notice or not.
const WHOLE_ARRAY = /^\w+ < (COUNT\(\w+\)|[\w>.-]*(len|count))$/;
const PASSED_OVER = new Set(['static', 'assert', 'typedef', '_Static_assert']);

const HEAD = (count) => `#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
static int mutant_now = -1;
static unsigned char *mutant_reached;
__attribute__((constructor)) static void mutant_begin(void)
{
    const char *number = getenv("MUTANT"), *path = getenv("MUTANTS_REACHED");
    mutant_now = number ? atoi(number) : -1;
    int file = path ? open(path, O_RDWR) : -1;
    if (file >= 0)
        mutant_reached = mmap(NULL, ${count}, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
}
static int mutant(int number)
{
    if (mutant_reached)
        mutant_reached[number] = 1;
    return number == mutant_now;
}
`;

class Mutator {
  constructor(text) {
    this.text = text;
    this.tokens = tokensOf(text);
    this.mutants = [];
    this.before = new Map(); // what is put in, by byte
    this.behind = new Map();
    this.seen = new Map();
  }

  word(from, to) {
    return this.text.slice(this.tokens[from].from, this.tokens[to - 1].to).replace(/\s+/g, ' ');
  }

  // A new mutant; its number.
  add(what, at) {
    const name = `${this.fn.name}: ${what}`, times = (this.seen.get(name) ?? 0) + 1;
    this.seen.set(name, times);
    const line = this.text.slice(0, this.tokens[at].from).split('\n').length;
    return this.mutants.push({ name: times > 1 ? `${name} #${times}` : name, line }) - 1;
  }

  // Outer ones are put in first.
  wrap(from, to, before, behind) {
    const put = (map, at, text, first) => map.set(at, first ? text + (map.get(at) ?? '') : (map.get(at) ?? '') + text);
    put(this.before, this.tokens[from].from, before, false);
    put(this.behind, this.tokens[to - 1].to, behind, true);
  }

  negate(from, to) {
    const number = this.add(`negate \`${this.word(from, to)}\``, from);
    this.wrap(from, to, `(mutant(${number}) != !!(`, '))');
  }

  remove(from, to) { // a statement with its semicolon, behind which there is more
    let next = to;
    while (next < this.fn.to && this.tokens[next].text === '}') next++;
    if (next >= this.fn.to) return;
    const number = this.add(`delete \`${this.word(from, to)}\``, from);
    this.wrap(from, to, `{ if (!mutant(${number})) `, ' }');
  }

  operands(sign, parts) {
    for (const [a, b] of parts) {
      const number = this.add(`drop \`${this.word(a, b)}\``, a);
      this.wrap(a, b, sign === '&&' ? `(mutant(${number}) || (` : `(!mutant(${number}) && (`, '))');
    }
    for (const [a, b] of parts) this.expression(a, b);
  }

  comparison(from, at, to, isNegated) {
    const sign = this.tokens[at].text;
    const what = `\`${this.word(from, to)}\``;
    if (sign in SHIFTED) {
      if (WHOLE_ARRAY.test(this.word(from, to))) return;
      const number = this.add(`shift ${what}`, from), add = `) + mutant(${number}))`;
      if (SHIFTED[sign] === 'left') this.wrap(from, at, '((', add);
      else this.wrap(at + 1, to, '((', add);
    } else if (!isNegated) {
      const number = this.add(`turn ${what}`, from);
      this.wrap(from, to, '((', `) != mutant(${number}))`);
    }
    this.expression(from, at);
    this.expression(at + 1, to);
  }

  ternary(from, question, to) {
    let depth = 0, colon = question;
    for (const at of outer(this.tokens, question, to)) {
      if (this.tokens[at].text === '?') depth++;
      else if (this.tokens[at].text === ':' && --depth === 0) { colon = at; break; }
    }
    this.condition(from, question);
    this.expression(question + 1, colon);
    this.expression(colon + 1, to);
  }

  isBinary(at, from) {
    const before = this.tokens[at - 1];
    if (at === from) return false;
    return /[\w\]]$/.test(before.text) || (before.text === ')' && /\w$/.test(this.tokens[before.other - 1].text));
  }

  // What is in [from, to), by how loosely its operators bind.
  expression(from, to, isNegated = false) {
    if (from >= to) return;
    const text = (at) => this.tokens[at].text;
    const split = (isCut) => cut(this.tokens, from, to, isCut);
    const first = (isIt) => [...outer(this.tokens, from, to)].find(isIt);
    const each = (parts) => parts.forEach(([a, b]) => this.expression(a, b));
    let parts = split((at) => text(at) === ',');
    if (parts.length > 1) return each(parts);
    parts = split((at) => ASSIGNMENTS.has(text(at)));
    if (parts.length > 1) return each(parts);
    const question = first((at) => text(at) === '?');
    if (question !== undefined) return this.ternary(from, question, to);
    for (const sign of ['||', '&&']) {
      parts = split((at) => text(at) === sign);
      if (parts.length > 1) return this.operands(sign, parts);
    }
    for (const sign of ['|', '^', '&']) {
      parts = split((at) => text(at) === sign && this.isBinary(at, from));
      if (parts.length > 1) return each(parts);
    }
    for (const signs of [['==', '!='], Object.keys(SHIFTED)]) {
      const at = first((index) => signs.includes(text(index)));
      if (at !== undefined) return this.comparison(from, at, to, isNegated);
    }
    for (const at of outer(this.tokens, from, to))
      if ('([{'.includes(text(at))) this.expression(at + 1, this.tokens[at].other);
  }

  condition(from, to) {
    this.negate(from, to);
    this.expression(from, to, true);
  }

  returned(from, to) { // of `return …;`, without its semicolon
    if (from < to && this.fn.type === 'bool') this.condition(from, to);
    else this.expression(from, to);
  }

  head(at) { // of `for (…)` and the like
    const { other } = this.tokens[at + 1], from = at + 2;
    if (this.tokens[at].text === 'if') this.condition(from, other);
    else for (const [a, b] of cut(this.tokens, from, other, (index) => this.tokens[index].text === ';')) this.expression(a, b);
    return other + 1;
  }

  // The end of the statement: behind its semicolon, or at the brace of a macro that is a loop.
  endOf(from, to) {
    for (const at of outer(this.tokens, from, to)) {
      if (this.tokens[at].text === ';') return at + 1;
      const before = this.tokens[at - 1];
      if (this.tokens[at].text === '{' && at > from && before.text === ')' && /^\w+$/.test(this.tokens[before.other - 1]?.text ?? '')
        && !['return', 'sizeof'].includes(this.tokens[before.other - 1].text))
        return at;
    }
    return to;
  }

  statements(from, to) {
    for (let at = from; at < to;) {
      const { text, other } = this.tokens[at];
      if (['if', 'while', 'for', 'switch'].includes(text)) at = this.head(at);
      else if (text === '{') { this.statements(at + 1, other); at = other + 1; }
      else if (['else', 'do', ';'].includes(text)) at++;
      else if (text === 'case' || text === 'default') at = [...outer(this.tokens, at, to)].find((index) => this.tokens[index].text === ':') + 1;
      else {
        const end = this.endOf(at, to);
        if (['return', 'continue', 'break'].includes(text)) this.remove(at, end);
        if (text === 'return') this.returned(at + 1, end - 1);
        else if (!PASSED_OVER.has(text)) this.expression(at, end - (this.tokens[end - 1].text === ';' ? 1 : 0));
        at = end;
      }
    }
  }

  output(file) {
    let out = `${HEAD(this.mutants.length + 1)}#line 1 "${file}"\n`, last = 0;
    const places = [...new Set([...this.before.keys(), ...this.behind.keys()])].sort((a, b) => a - b);
    for (const at of places) {
      out += this.text.slice(last, at) + (this.behind.get(at) ?? '') + (this.before.get(at) ?? '');
      last = at;
    }
    return out + this.text.slice(last);
  }
}

// { text, mutants: [{ name, line }] }; a mutant's number is its index.
export function mutate(file, text) {
  const mutator = new Mutator(text);
  for (const fn of functionsOf(mutator.tokens)) {
    mutator.fn = fn;
    mutator.statements(fn.from, fn.to);
  }
  return { text: mutator.output(file), mutants: mutator.mutants };
}
