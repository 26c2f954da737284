// reasons.mjs - why asynclint and another linter disagree about a place, by what can be seen of it. A reason holds for
// the places of its topic that `where` is true of, the first that does counts. Each was found by reading places one by
// one; what has no such shape stands in reviewed.tsv by its line.
//
// verdict: `theirs` - the other linter is wrong: nothing is amiss that it tells, or it does not see what we tell;
//          `ours` - asynclint is wrong, and stays so: what would tell is not in the files;
//          `design` - both are right about the code, and differ in what is worth telling.
// side:    `peer` - only others tell it; `ours` - only asynclint does. A place has: path, line, text (of the line),
//          tools (that tell it), finding (ours).
import { assignmentAt, belongsToCall, canBeLeft, chainAt, isFunction, isInAsync, isOpenEnded, loopAround, waitsForTime } from './shapes.mjs';

const peer = (verdict, why, where = () => true) => ({ side: 'peer', verdict, why, where });
const ours = (verdict, why, where = () => true) => ({ side: 'ours', verdict, why, where });
const text = (pattern) => (place) => pattern.test(place.text);
const names = (pattern) => (place) => pattern.test(place.finding.message);
const loop = (test) => ({ path, line }) => { const found = loopAround(path, line); return Boolean(found) && test(found); };
const last = ({ path, line }) => chainAt(path, line)[0] ?? { name: '', args: [] };

const handlesBoth = (place) => last(place).name === 'then' && last(place).args.length === 2;
const catchesBefore = ({ path, line }) => chainAt(path, line)[0]?.name === 'finally' && chainAt(path, line)[1]?.name === 'catch';
const isGivenCallback = (place) => last(place).args.some((arg) => isFunction(arg) || arg.getText() === 'callback');
const isIsolated = ({ path, line }) => Boolean(assignmentAt(path, line)) && belongsToCall(path, line);

export const REASONS = {
  'await in a loop': [
    peer('theirs', 'a `while` or `for (;;)` whose end depends on what the body does: reading to the end, polling, retries', loop(isOpenEnded)),
    peer('theirs', 'the loop can be left early, by `return`, `break` or `throw`', loop(canBeLeft)),
    peer('theirs', 'it waits between its steps on purpose', ({ path, line }) => waitsForTime(path, line)),
  ],
  'value of an executor': [
    peer('design', 'nobody looks at what an executor returns: `(resolve) => setTimeout(resolve, ms)`; nothing changes by it'),
  ],
  'update across an await': [
    peer('theirs', 'what is written is a variable of one call, or a property of what one call was given', isIsolated),
    ours('theirs', 'a test, then an `await`, then the write: they see only a read and a write of one expression', text(/\bif \(/)),
  ],
  'floating promise': [
    peer('theirs', '`.then(f, g)` handles the rejection', handlesBoth),
    peer('theirs', '`.catch(f)` stands before `.finally(g)`', catchesBefore),
    peer('theirs', 'no promise is given when there is a callback', isGivenCallback),
    peer('ours', 'a method by a computed name, `this[kDrain]()`, is not followed', text(/^this\[k\w+\]\(/)),
  ],
  'misused promise': [
    peer('design', 'an async executor: told once, by `async-promise-executor`', text(/new Promise\(async\b/)),
    peer('design', 'an executor returns a promise, and nobody looks at it', text(/new Promise\(/)),
    peer('ours', 'a method that others override is declared to return nothing: only types tell', text(/^(async )?\w+ ?\([\w, ]*\) \{$/)),
    peer('ours', 'a method that is assigned to `onmessage`', text(/\.onmessage = /)),
    peer('design', 'an async listener of which it is not seen that it can reject', text(/\.(on|once)\(|^this\.#on\w+\.bind\(this\),$/)),
    ours('theirs', 'an async callback of a timer or of `process.on`, which they have no types for', text(/\b(setTimeout|process\.on)\(/)),
  ],
  'await of no promise': [peer('design', 'an `await` of what needs none, or has no type that tells, changes no result')],
  'shape of a chain': [
    peer('design', 'a callback that is called in a handler, or a promise in a callback: a style', ({ rules }) => rules.every((rule) => /callback/.test(rule))),
    peer('theirs', '`this.then()` of a query of the package itself, which begins it', ({ rules }) => rules.includes('valid-params')),
    peer('design', 'the second call of `resolve` does nothing, and is meant to', ({ rules }) => rules.includes('no-multiple-resolved')),
  ],
  'synchronous call': [
    peer('theirs', 'a function of the package itself, whose name ends in `Sync`, which is given what it needs', ({ text }) => !/\b(fs|child_process)\.|\b(access|append|close|exec|exists|open|read|readFile|rm|spawn|stat|write|writeFile|randomFill|zstd\w+)Sync\(/.test(text)),
    peer('design', 'no coroutine is around it: it may be called before anything else runs', ({ path, line }) => !isInAsync(path, line)),
  ],
  'dropped task': [
    ours('theirs', 'they know `asyncio.create_task`, and loops in variables only', text(/(loop|loop\(\))\.create_task\(/)),
  ],
  'blocking process': [
    ours('theirs', 'they know what starts a process, not what waits for a thread, a process or an event', names(/`[^`]*\b(wait|join|communicate)`/)),
    ours('theirs', 'they do not know `webbrowser`', names(/^`webbrowser\./)),
  ],
  'blocking file': [
    peer('theirs', 'nothing is read: it computes with names of files', text(/\bos\.path\.(abspath|expanduser|normpath)\(|\bexpanduser\(/)),
    ours('theirs', 'they know `open`, `os.path` and methods of paths, no other calls', names(/^`((os\.(?!path)|shutil|tempfile|mimetypes|glob|zipfile|json|importlib)[.\w]*|(Named)?Temporary\w+|guess_type|RotatingFileHandler)`/)),
    ours('theirs', 'a method of a path whose type they do not see', names(/^`[\w.]+\.(open|exists|iterdir|is_\w+|stat|unlink)`/)),
  ],
  'blocking input': [
    ours('theirs', 'they know `input`, not what asks with it', names(/`(pdb\.set_trace|click\.\w+)`/)),
  ],
  'shape of a coroutine': [
    peer('design', 'a parameter called `timeout`: a style of interfaces', ({ rules }) => rules.includes('async-function-with-timeout')),
    peer('design', 'a `while` that sleeps until something is so: slow to notice, and right', ({ rules }) => rules.includes('async-busy-wait')),
    peer('design', 'a `yield` in a `with` of an asynchronous generator', ({ rules }) => rules.includes('yield-in-context-manager-in-async-generator')),
  ],
};
