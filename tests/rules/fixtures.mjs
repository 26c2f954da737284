// fixtures.mjs - reads fixtures, and says line by line what is wrong with what was found.
//
// A fixture folder tests/rules/ID/ holds
//   bad*.EXT           lines that must be reported end in `# expect`, all others are silent
//   good*.EXT          near misses: all silent
//   fixed.EXT          bad.EXT after `check --fix`; of bad2.EXT: bad2.fixed.EXT
//   fixed-unsafe.EXT   … after `check --fix --unsafe-fixes`, where that differs
//   known-gap*.EXT     as bad*.EXT, and not yet so
// A missing fixed file means that no fix may change the bad one. The marks are taken out
// before anything runs, so that no comment stands in a fix's way:
//   # expect                one finding on this line
//   # expect: some words    … whose message holds them
//   # expect[hint]          … of this severity
//   # expect x2             two findings
//   # expect-next           alone on its line: the same, of the line below
// `//`, `/* … */` and `{/* … */}` do as well.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export const EXTENSIONS = {
  '.py': 'python', '.pyi': 'python', '.js': 'javascript', '.mjs': 'javascript', '.cjs': 'javascript',
  '.jsx': 'javascript', '.ts': 'typescript', '.mts': 'typescript', '.cts': 'typescript', '.tsx': 'tsx',
};
export const EXTENSION_OF = { python: '.py', javascript: '.js', typescript: '.ts', tsx: '.tsx' };

const MARK = new RegExp(
  String.raw`[ \t]*(?:#|//|\{?/\*)[ \t]*expect(-next)?(?: x(\d+))?(?:\[(\w+)\])?(?::[ \t]*([^\r\n]*?))?[ \t]*(?:\*/\}?)?[ \t]*(?=\r?$)`);

// { text, wanted: [{ line, count, severity, words }] }; lines are 1-based.
export function readMarks(marked) {
  const wanted = [];
  const lines = marked.split('\n').map((line, index) => {
    const mark = MARK.exec(line);
    if (!mark) return line;
    const [, next, count, severity, words] = mark;
    wanted.push({ line: index + (next ? 2 : 1), count: Number(count ?? 1), severity, words });
    return line.slice(0, mark.index) + (line.endsWith('\r') ? '\r' : '');
  });
  return { text: lines.join('\n'), wanted };
}

// Sentences about what is not as wanted; none when all is well.
export function compareFindings(file, text, wanted, findings) {
  const source = text.split('\n');
  const at = (line, problem) => `${file}:${line}: ${problem}\n    ${source[line - 1] ?? ''}`;
  const say = (finding) => `${finding.severity}: ${finding.message}`;
  const problems = [];
  for (const want of wanted) {
    const here = findings.filter((finding) => finding.line === want.line);
    if (here.length !== want.count)
      problems.push(at(want.line, here.length
        ? `${here.length} findings instead of ${want.count}: ${here.map(say).join('; ')}`
        : `nothing is reported${want.words ? `; expected: ${want.words}` : ''}`));
    for (const finding of here) {
      if (want.words && !finding.message.includes(want.words))
        problems.push(at(want.line, `the message is \`${finding.message}\`; expected: ${want.words}`));
      if (want.severity && finding.severity !== want.severity)
        problems.push(at(want.line, `the severity is ${finding.severity}; expected: ${want.severity}`));
    }
  }
  for (const finding of findings)
    if (!wanted.some((want) => want.line === finding.line))
      problems.push(at(finding.line, `not expected: ${say(finding)}`));
  return problems;
}

// The first line in which the two texts differ, or nothing.
export function compareTexts(what, got, want) {
  if (got === want) return [];
  const a = got.split('\n'), b = want.split('\n');
  let line = 0;
  while (a[line] === b[line]) line++;
  const show = (lines) => lines[line] === undefined ? '(the text ends)' : JSON.stringify(lines[line]);
  return [`${what}: line ${line + 1} is not as expected\n    expected: ${show(b)}\n    got:      ${show(a)}`
    + `\n--- got ---\n${got}--- end ---`];
}

export function fixedName(bad, unsafe) {
  const extension = extname(bad), stem = bad.slice(0, -extension.length);
  const word = unsafe ? 'fixed-unsafe' : 'fixed';
  return (stem === 'bad' ? word : `${stem}.${word}`) + extension;
}

// { bad, good, gap: [{ name, text, wanted }], fixed: Map(name: text), stray: [name] }
export function readFolder(folder) {
  const all = { bad: [], good: [], gap: [], fixed: new Map(), stray: [] };
  const names = readdirSync(folder).sort();
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    const fixture = { name, ...readMarks(text) };
    const known = extname(name) in EXTENSIONS;
    if (known && /^(fixed|fixed-unsafe)\.|\.(fixed|fixed-unsafe)\./.test(name)) all.fixed.set(name, fixture.text);
    else if (known && /^bad/.test(name)) all.bad.push(fixture);
    else if (known && /^good/.test(name)) all.good.push(fixture);
    else if (known && /^known-gap/.test(name)) all.gap.push(fixture);
    else all.stray.push(name);
  }
  const fixable = all.bad.flatMap(({ name }) => [fixedName(name, false), fixedName(name, true)]);
  all.stray.push(...[...all.fixed.keys()].filter((name) => !fixable.includes(name)));
  return all;
}
