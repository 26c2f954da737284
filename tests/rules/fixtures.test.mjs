// The runner of the fixtures sees what it is there to see.
import assert from 'node:assert/strict';
import test from 'node:test';
import { compareFindings, compareTexts, fixedName, readMarks } from './fixtures.mjs';

test('marks of all forms are read and taken out', () => {
  const { text, wanted } = readMarks([
    'a()  # expect', 'b() // expect: some: words', 'c() /* expect[hint] */', 'd(){/* expect x2 */}',
    '# expect-next[error]: told', 'e()', 'f()  # expected', 'g()\t# expect[warning]: last\r', ''].join('\n'));
  assert.equal(text, ['a()', 'b()', 'c()', 'd()', '', 'e()', 'f()  # expected', 'g()\r', ''].join('\n'));
  assert.deepEqual(wanted.map(({ line, count, severity, words }) => [line, count, severity, words]), [
    [1, 1, undefined, undefined], [2, 1, undefined, 'some: words'], [3, 1, 'hint', undefined],
    [4, 2, undefined, undefined], [6, 1, 'error', 'told'], [8, 1, 'warning', 'last']]);
});

const finding = (line, message = 'It waits', severity = 'warning') => ({ line, message, severity });
const problems = (wanted, findings) => compareFindings('bad.py', 'one\ntwo\n',
  wanted.map((want) => ({ count: 1, ...want })), findings);

test('what is as expected is no problem', () => {
  assert.deepEqual(problems([{ line: 1, words: 'waits', severity: 'warning' }], [finding(1)]), []);
  assert.deepEqual(problems([{ line: 1, count: 2 }], [finding(1), finding(1)]), []);
});

test('what is not as expected names file, line and source', () => {
  assert.deepEqual(problems([{ line: 2 }], []), ['bad.py:2: nothing is reported\n    two']);
  assert.deepEqual(problems([], [finding(1)]), ['bad.py:1: not expected: warning: It waits\n    one']);
  assert.match(problems([{ line: 1 }], [finding(1), finding(1)])[0], /2 findings instead of 1/);
  assert.match(problems([{ line: 1, words: 'other' }], [finding(1)])[0], /the message is `It waits`; expected: other/);
  assert.match(problems([{ line: 1, severity: 'hint' }], [finding(1)])[0], /the severity is warning; expected: hint/);
});

test('texts are compared line by line', () => {
  assert.deepEqual(compareTexts('x', 'a\n', 'a\n'), []);
  assert.match(compareTexts('x', 'a\nb\n', 'a\nc\n')[0], /x: line 2 .*\n *expected: "c"\n *got: *"b"/);
  assert.match(compareTexts('x', 'a', 'a\nb')[0], /expected: "b"\n *got: *\(the text ends\)/);
});

test('fixed files are named after their bad one', () => {
  assert.equal(fixedName('bad.py', false), 'fixed.py');
  assert.equal(fixedName('bad.py', true), 'fixed-unsafe.py');
  assert.equal(fixedName('bad2.js', false), 'bad2.fixed.js');
  assert.equal(fixedName('bad-trio.py', true), 'bad-trio.fixed-unsafe.py');
});
