// adversaries.mjs - texts that are large in one way each: what could make some analysis slower than the text is long.
//
// Each is a function of n, in the order of the number of lines. FIXTURES are the fixtures of every rule, again and again:
// as they are, with names of their own for every copy, and all in one function.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './stats.mjs';

const times = (n, text) => Array.from({ length: n }, (_, i) => text(i)).join('');
const inAsync = { py: (body) => `async def main():\n${body}`, js: (body) => `async function main() {\n${body}}\n` };
const DEPTH = 100; // of what nests; the deeper ones say so

// A stack of loops one in the other; Python allows 20 blocks, parsers more.
function nested(n, open, close, depth = DEPTH) {
  let text = '';
  for (let done = 0; done < n; done += depth) {
    for (let d = 0; d < depth; d++) text += open(d);
    for (let d = depth - 1; d >= 0; d--) text += close(d);
  }
  return text;
}

const pad = (d) => ' '.repeat(d);

export const SHAPES = {
  'nested loops, 100 deep': {
    py: (n) => `async def main():\n${nested(n, (d) => `${pad(d + 1)}for a${d} in b:\n${pad(d + 2)}await c(a${d})\n`, () => '')}`,
    js: (n) => inAsync.js(nested(n, (d) => `for (const a${d} of b) { await c(a${d});\n`, () => '}\n')),
  },
  'nested loops, all in one': {
    js: (n) => inAsync.js(nested(n, (d) => `for (const a${d} of b) { await c(a${d});\n`, () => '}\n', n)),
  },
  'nested functions': {
    py: (n) => nested(n, (d) => `${pad(d)}async def f${d}():\n`, (d) => `${pad(d + 1)}await g${d}()\n`, 90),
    js: (n) => nested(n, (d) => `async function f${d}() {\n`, (d) => `await f${d}(); }\n`, n),
  },
  'nested calls': {
    py: (n) => inAsync.py(times(n / 100, () => `    x = ${'a('.repeat(100)}b${')'.repeat(100)}\n`)),
    js: (n) => `x = ${'a('.repeat(n)}b${')'.repeat(n)};\n`,
  },
  'nested ifs': {
    js: (n) => inAsync.js(nested(n, (d) => `if (a${d}) { await b${d}();\n`, () => '}\n', n)),
  },
  'nested callbacks': {
    js: (n) => nested(n, (d) => `a.on('x${d}', async (b${d}) => {\n`, () => '});\n', n),
  },
  'nested tries': {
    js: (n) => inAsync.js(nested(n, (d) => `try { await b${d}();\n`, (d) => `} catch (e) { c${d}(e); }\n`, n)),
  },
  'nested promises': {
    js: (n) => `a()${'.then(() => b()'.repeat(n)}${')'.repeat(n)};\n`,
  },
  'awaits in one function': {
    py: (n) => inAsync.py(times(n, (i) => `    a${i} = await b(c${i})\n`)),
    js: (n) => inAsync.js(times(n, (i) => `const a${i} = await b(c${i});\n`)),
  },
  'awaits of one name in one function': {
    py: (n) => inAsync.py(times(n, () => '    a = await b(a)\n')),
    js: (n) => inAsync.js(`let a;\n${times(n, () => 'a = await b(a);\n')}`),
  },
  'awaits in one loop': {
    py: (n) => inAsync.py(`    for a in b:\n${times(n, (i) => `        c${i} = await d(a)\n`)}`),
    js: (n) => inAsync.js(`for (const a of b) {\n${times(n, (i) => `const c${i} = await d(a);\n`)}}\n`),
  },
  'awaits in one loop, each of the one before': {
    py: (n) => inAsync.py(`    for a in b:\n        c0 = 1\n${times(n, (i) => `        c${i + 1} = await d(a, c${i})\n`)}`),
    js: (n) => inAsync.js(`for (const a of b) {\nlet c0 = 1;\n${times(n, (i) => `const c${i + 1} = await d(a, c${i});\n`)}}\n`),
  },
  'loops with an await': {
    py: (n) => inAsync.py(times(n, (i) => `    for a in b${i}:\n        await c(a)\n`)),
    js: (n) => inAsync.js(times(n, (i) => `for (const a of b${i}) { await c(a); }\n`)),
  },
  'independent awaits in a row': {
    py: (n) => times(n / 4, (i) => `async def f${i}(a, b):\n    c = await g(a)\n    d = await h(b)\n    return c + d\n`),
    js: (n) => times(n / 4, (i) => `async function f${i}(a, b) {\n  const c = await fetch(a);\n  const d = await fetch(b);\n  return c + d;\n}\n`),
  },
  'tasks, each awaited at the end': {
    py: (n) => `import asyncio\n${inAsync.py(times(n, (i) => `    t${i} = asyncio.create_task(a(${i}))\n`) + times(n, (i) => `    await t${i}\n`))}`,
    js: (n) => inAsync.js(times(n, (i) => `const t${i} = fetch(${i});\n`) + times(n, (i) => `await t${i};\n`)),
  },
  'dangling tasks': {
    py: (n) => `import asyncio\n${inAsync.py(times(n, (i) => `    asyncio.create_task(a(${i}))\n`))}`,
    js: (n) => `async function a() {}\n${inAsync.js(times(n, (i) => `a(${i});\n`))}`,
  },
  'functions in a chain of calls': {
    py: (n) => `import time\n${times(n, (i) => `def f${i}():\n    f${i + 1}()\n`)}def f${n}():\n    time.sleep(1)\n${inAsync.py('    f0()\n')}`,
    js: (n) => `const fs = require('fs');\n${times(n, (i) => `function f${i}() { return f${i + 1}(); }\n`)}function f${n}() { fs.readFileSync('a'); }\n${inAsync.js('f0();\n')}`,
  },
  'functions that all call each other': {
    py: (n) => times(n, (i) => `def f${i}():\n    f${(i * 7 + 1) % n}()\n    f${(i * 31 + 5) % n}()\n    f${(i + n - 1) % n}()\n`),
    js: (n) => times(n, (i) => `async function f${i}() { await f${(i * 7 + 1) % n}(); f${(i * 31 + 5) % n}(); await f${(i + n - 1) % n}(); }\n`),
  },
  'coroutines in a chain, each returned': {
    py: (n) => `${times(n, (i) => `def f${i}():\n    return f${i + 1}()\n`)}async def f${n}():\n    pass\n${inAsync.py('    f0()\n')}`,
    js: (n) => `${times(n, (i) => `const f${i} = () => f${i + 1}();\n`)}const f${n} = async () => 1;\nf0();\n`,
  },
  'one class of many methods': {
    py: (n) => `class A:\n${times(n, (i) => `    async def m${i}(self):\n        await self.m${(i + 1) % n}()\n`)}`,
    js: (n) => `class A {\n${times(n, (i) => `  async m${i}() { await this.m${(i + 1) % n}(); }\n`)}}\n`,
  },
  'one class of many fields': {
    py: (n) => `class A:\n    def __init__(self):\n${times(n, (i) => `        self.a${i} = 0\n`)}    async def set(self):\n${times(n, (i) => `        self.a${i} = await b(self.a${i})\n`)}`,
    js: (n) => `class A {\n  constructor() {\n${times(n, (i) => `    this.a${i} = 0;\n`)}}\n  async set() {\n${times(n, (i) => `    this.a${i} = await b(this.a${i});\n`)}}\n}\n`,
  },
  'one field, written by many methods': {
    py: (n) => `class A:\n${times(n, (i) => `    async def m${i}(self):\n        if self.a is None:\n            self.a = await b()\n`)}`,
    js: (n) => `class A {\n${times(n, (i) => `  async m${i}() { if (!this.a) this.a = await b(); }\n`)}}\n`,
  },
  'one global, changed by many functions': {
    py: (n) => `count = 0\n${times(n, (i) => `async def f${i}():\n    global count\n    count = count + await b()\n`)}`,
    js: (n) => `let count = 0;\n${times(n, (i) => `async function f${i}() { count += await b(); }\n`)}`,
  },
  'many globals, changed by threads': {
    py: (n) => `import threading\n${times(n, (i) => `c${i} = 0\n`)}def work():\n    global ${Array.from({ length: n }, (_, i) => `c${i}`).join(', ')}\n${times(n, (i) => `    c${i} += 1\n`)}for _ in range(9):\n    threading.Thread(target=work).start()\n`,
  },
  'many threads, one global': {
    py: (n) => `import threading\nc = 0\n${times(n, (i) => `def w${i}():\n    global c\n    c += 1\nthreading.Thread(target=w${i}).start()\n`)}`,
  },
  'many locks': {
    py: (n) => `import asyncio\n${times(n, (i) => `lock${i} = asyncio.Lock()\n`)}${inAsync.py(times(n, (i) => `    async with lock${i}:\n        await a()\n`))}`,
  },
  'one lock, many regions': {
    py: (n) => `import threading\nlock = threading.Lock()\n${times(n, (i) => `async def f${i}():\n    with lock:\n        await a()\n`)}`,
  },
  'acquires of one lock': {
    py: (n) => `import asyncio\nlock = asyncio.Lock()\n${inAsync.py(times(n, () => '    await lock.acquire()\n    await a()\n    lock.release()\n'))}`,
  },
  'a long if and elif': {
    py: (n) => `async def main(a):\n    if a == 0:\n        await b()\n${times(n, (i) => `    elif a == ${i + 1}:\n        await b(${i})\n`)}`,
    js: (n) => `async function main(a) {\nif (a == 0) { await b(); }\n${times(n, (i) => `else if (a == ${i + 1}) { await b(${i}); }\n`)}}\n`,
  },
  'a long switch': {
    py: (n) => `async def main(a):\n    match a:\n${times(n, (i) => `        case ${i}:\n            await b(${i})\n`)}`,
    js: (n) => `async function main(a) { switch (a) {\n${times(n, (i) => `case ${i}: await b(${i}); break;\n`)}} }\n`,
  },
  'a long literal': {
    py: (n) => `a = [\n${times(n, (i) => `    {"k": ${i}, "f": lambda x: x + ${i}},\n`)}]\n`,
    js: (n) => `const a = [\n${times(n, (i) => `  { k: ${i}, f: async (x) => x + ${i} },\n`)}];\n`,
  },
  'a long dictionary of functions': {
    py: (n) => `${times(n, (i) => `async def f${i}(): pass\n`)}a = {\n${times(n, (i) => `    "k${i}": f${i},\n`)}}\n`,
    js: (n) => `const a = {\n${times(n, (i) => `  async k${i}() { await this.k${(i + 1) % n}(); },\n`)}};\n`,
  },
  'a chain a.b.c': {
    py: (n) => `x = a${times(n, (i) => `.b${i}`)}\n`,
    js: (n) => `x = a${times(n, (i) => `.b${i}`)};\n`,
  },
  'a chain of calls a.b().c()': {
    py: (n) => `x = a${times(n, (i) => `.b${i}()`)}\n`,
    js: (n) => `x = a${times(n, () => '.then(b)')};\n`,
  },
  'a chain of sums': {
    py: (n) => `x = ${times(n, (i) => `a${i} + `)}1\n`,
    js: (n) => `x = ${times(n, (i) => `a${i} + `)}1;\n`,
  },
  'a chain of names': {
    py: (n) => `import asyncio\na0 = asyncio\n${times(n, (i) => `a${i + 1} = a${i}\n`)}a${n}.sleep(1)\n`,
    js: (n) => `const a0 = require('fs');\n${times(n, (i) => `const a${i + 1} = a${i};\n`)}a${n}.readFileSync('x');\n`,
  },
  'classes in a chain': {
    py: (n) => `class A0:\n    async def f(self): pass\n${times(n, (i) => `class A${i + 1}(A${i}): pass\n`)}${inAsync.py(`    A${n}().f()\n`)}`,
    js: (n) => `class A0 { async f() {} }\n${times(n, (i) => `class A${i + 1} extends A${i} {}\n`)}new A${n}().f();\n`,
  },
  'many emitters': {
    js: (n) => `const { spawn } = require('child_process');\n${times(n, (i) => `const p${i} = spawn('a');\np${i}.on('exit', () => {});\np${i}.stdout.pipe(x);\n`)}`,
  },
  'one emitter, many listeners': {
    js: (n) => `const { Worker } = require('worker_threads');\nconst w = new Worker('a');\n${times(n, (i) => `w.on('message', async (m) => { await a(m, ${i}); });\n`)}`,
  },
  'fields that hold emitters': {
    js: (n) => `const { Worker } = require('worker_threads');\nclass A {\n${times(n, (i) => `  m${i}() { this.w${i} = new Worker('a'); this.w${i}.on('message', f); }\n`)}}\n`,
  },
  'one field that holds many emitters': {
    js: (n) => `const { Worker } = require('worker_threads');\nclass A {\n${times(n, (i) => `  m${i}() { this.w = new Worker('a'); this.w.on('message', f); }\n`)}}\n`,
  },
  'handlers of uncaughtException': {
    js: (n) => times(n, (i) => `process.on('uncaughtException', (e) => { log(e, ${i}); });\n`),
  },
  'streams that are written': {
    js: (n) => `const fs = require('fs');\nconst s = fs.createWriteStream('a');\nasync function main() {\n${times(n, (i) => `  for (const a of b${i}) s.write(a);\n`)}}\n`,
  },
  'imports': {
    py: (n) => `${times(n, (i) => `import m${i}\nfrom p${i} import a${i} as b${i}\n`)}${inAsync.py(times(n, (i) => `    m${i}.f(b${i})\n`))}`,
    js: (n) => `${times(n, (i) => `import { a as b${i} } from 'm${i}';\n`)}${inAsync.js(times(n, (i) => `b${i}();\n`))}`,
  },
  'imports by a star': {
    py: (n) => `${times(n, (i) => `from m${i} import *\n`)}${inAsync.py(times(n, (i) => `    a${i}()\n`))}`,
  },
  'comments and suppressions': {
    py: (n) => `import time\n${inAsync.py(times(n, () => '    # one\n    time.sleep(1)  # asynclint: ignore[blocking-sleep]\n'))}`,
    js: (n) => inAsync.js(times(n, () => '// one\nfor (const a of b) await a; // eslint-disable-line no-await-in-loop\n')),
  },
  'blocks of disabled rules': {
    js: (n) => inAsync.js(times(n, () => '/* eslint-disable no-await-in-loop */\nfor (const a of b) await a;\n/* eslint-enable no-await-in-loop */\n')),
  },
  'comments of JSDoc': {
    js: (n) => times(n, (i) => `/** @typedef {Promise<string>} T${i} */\n/** @param {T${i}} a\n * @returns {T${(i + 1) % n}} */\nfunction f${i}(a) { a; return f${(i + 1) % n}(a); }\nf${i}();\n`),
  },
  'parameters of one function': {
    py: (n) => `async def f(${times(n, (i) => `a${i}, `)}):\n${times(n, (i) => `    await a${i}()\n`)}`,
    js: (n) => `async function f(${times(n, (i) => `a${i}, `)}) {\n${times(n, (i) => `await a${i}();\n`)}}\n`,
  },
  'arguments of one call': {
    py: (n) => `import asyncio\n${inAsync.py(`    await asyncio.gather(${times(n, (i) => `f(${i}), `)})\n`)}`,
    js: (n) => inAsync.js(`await Promise.all([${times(n, (i) => `f(${i}), `)}]);\n`),
  },
  'one name, bound again and again': {
    py: (n) => `${times(n, (i) => `async def f():\n    return ${i}\n`)}f()\n`,
    js: (n) => `let f;\n${times(n, (i) => `f = async () => ${i};\nf();\n`)}`,
  },
  'reads of one name': {
    py: (n) => `import asyncio\n${inAsync.py(`    t = asyncio.create_task(a())\n${times(n, () => '    print(t)\n')}`)}`,
    js: (n) => inAsync.js(`const t = fetch(a);\n${times(n, () => 'log(t);\n')}`),
  },
  'tests, each before its act': {
    py: (n) => `cache = {}\n${inAsync.py(times(n, (i) => `    if k${i} not in cache:\n        cache[k${i}] = await a()\n`))}`,
    js: (n) => `const cache = {};\n${inAsync.js(times(n, (i) => `if (!cache[k${i}]) cache[k${i}] = await a();\n`))}`,
  },
  'blocking calls': {
    py: (n) => `import time, requests, subprocess\n${inAsync.py(times(n, () => '    time.sleep(1)\n    requests.get("a")\n    subprocess.run(["a"])\n    open("a").read()\n'))}`,
    js: (n) => `const fs = require('fs');\n${inAsync.js(times(n, (i) => `const a${i} = fs.readFileSync('a');\n`))}`,
  },
  'files that are opened': {
    py: (n) => inAsync.py(times(n, (i) => `    with open("a") as f${i}:\n        x = f${i}.read()\n`)),
  },
  'exceptions, swallowed': {
    py: (n) => inAsync.py(times(n, () => '    try:\n        await a()\n    except BaseException:\n        pass\n')),
    js: (n) => inAsync.js(times(n, () => 'try { return a(); } catch (e) { b(e); }\n')),
  },
  'decorators': {
    py: (n) => `${times(n, (i) => `@d${i}\n`)}async def f():\n    await a()\n`,
  },
  'strings and templates': {
    py: (n) => inAsync.py(times(n, (i) => `    s${i} = f"{a}{b!r}{await c()}" + '''x\n'''\n`)),
    js: (n) => inAsync.js(times(n, (i) => `const s${i} = \`\${a}\${await b()}\n\`;\n`)),
  },
  'one long line': {
    py: (n) => `a = 1${times(n, (i) => `; b${i} = 1`)}\n`,
    js: (n) => `a = 1${times(n, (i) => `; b${i}()`)}\n`,
  },
};

// Names of each copy's own, where the copy binds them at the beginning of a line.
function renamed(text, i) {
  const names = new Set([...text.matchAll(/^(?:export )?(?:async )?(?:def|class|function\*?|const|let|var) (\w+)/gm)].map(([, name]) => name));
  return names.size ? text.replace(new RegExp(`\\b(${[...names].join('|')})\\b`, 'g'), `$1_${i}`) : text;
}

const repeat = (text, lines) => Math.max(1, Math.ceil(lines / text.split('\n').length));

export function fixtures() {
  const found = {};
  for (const rule of readdirSync(join(ROOT, 'tests/rules'), { withFileTypes: true }).filter((entry) => entry.isDirectory()))
    for (const ending of ['py', 'js', 'ts']) {
      const path = join(ROOT, 'tests/rules', rule.name, `bad.${ending}`);
      if (!existsSync(path)) continue;
      const text = readFileSync(path, 'utf8').replace(/^(#!|from __future__).*\n/gm, '').replace(/ *(#|\/\/) expect.*$/gm, '');
      const own = (name, make) => ((found[`${rule.name}, ${name}`] ??= {})[ending] = make);
      own('copies', (n) => times(repeat(text, n), () => `${text}\n`));
      own('copies with names of their own', (n) => times(repeat(text, n), (i) => `${renamed(text, i)}\n`));
      if (ending === 'py') own('copies in one function', (n) => `async def main():\n${times(repeat(text, n), (i) => renamed(text, i).replace(/^(?=.)/gm, '    '))}\n`);
      else if (!/^(import|export)/m.test(text)) own('copies in one function', (n) => `async function main() {\n${times(repeat(text, n), (i) => renamed(text, i))}}\n`);
    }
  return found;
}
