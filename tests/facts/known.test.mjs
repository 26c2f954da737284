// The tables of known names against the real thing: every name of Python's standard library
// and of Node.js that they hold must exist there. Packages and browsers are not looked at.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const TABLES = fileURLToPath(new URL('../../lsp/known/', import.meta.url));
const require = createRequire(import.meta.url);

// Later than Python 3.11, older than it, of another system, or not there when Python is built
// without a library.
const PYTHON_ELSEWHERE = [
  /^msvcrt\./, /^telnetlib\./, /^compression\./, /^dbm\.(gnu|ndbm|sqlite3)\./, /^distutils\./,
  /^os\.(path\.isdevdrive|path\.isjunction|lchmod|splice)$/, /^select\.(kqueue|devpoll)\b/,
  /^selectors\.KqueueSelector$/, /^ssl\.wrap_socket$/, /^asyncio\.ProactorEventLoop$/,
  /^pathlib\.Path#(is_junction|link_to|lchmod|walk|with_segments|copy|copy_into|move|move_into)$/,
  /^concurrent\.futures\.InterpreterPoolExecutor$/, /^configparser\.SafeConfigParser$/,
  /^urllib\.request\.URLopener\b/, /^asyncio\.StreamWriter#start_tls$/,
  /^nt$/, /^pathlib\._local$/, /^_thread\.lock$/, /^concurrent\.futures\.interpreter$/,
  // set on the instance, which cannot be made here; and a call's result that has no class of its own
  /^multiprocessing\.(synchronize\.\w+#acquire|context\.BaseContext#Process)$/,
  /^asyncio\.run_coroutine_threadsafe#result$/,
];
// Later than Node.js 18, only there with an option, or of a browser's navigator: Node.js has
// another.
const NODE_ELSEWHERE = [
  /^navigator\./,
  /^sqlite\./, /^inspector\/promises\./, /^crypto\.(argon2Sync|subtle\.(en|de)capsulate|subtle\.getPublicKey)/,
  /^zlib\.zstd/, /^fs\.(globSync|Utf8Stream|mkdtempDisposableSync|openAsBlob|statfsSync)/,
  /^fs\/promises\.(glob|mkdtempDisposable|statfs|lchmod)$/, /^fs\.lchmodSync$/, /^dns\/promises\.(\w+\.|Resolver#)?resolveTlsa$/,
  /^worker_threads\.postMessageToThread$/, /#\[asyncDispose\]$/, /^vm\.SourceTextModule/,
  /^test\.(only|skip|todo|suite|expectFailure)$/, /^(Response|Request|Blob)#bytes$/, /^Array#toSorted$/,
  /^timers\.promises$/, /^Promise\.try$/, /^Array\.fromAsync$/, /^inspector\.promises$/,
];

// The names in the first argument of each row, without wildcards.
function namesOf(family) {
  const names = new Map();
  for (const file of readdirSync(TABLES).filter((name) => name.startsWith(family) && name.endsWith('.def'))) {
    const text = readFileSync(TABLES + file, 'utf8');
    for (const [, row, list] of text.matchAll(/^([A-Z]+)\(([^]*?)\)$/gm)) {
      if (row === 'GROUP' || row === 'UNLESS') continue;
      const [from, to] = [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1]);
      names.set(from, row);
      if (row !== 'ALIAS' && file.includes('_types')) names.set(to, 'CLASS');
    }
  }
  return new Map([...names].filter(([name]) => name && !/[*[\]/]/.test(name.replace(/^\w+\//, '').replace('[asyncDispose]', ''))));
}

const PYTHON = String.raw`
import importlib, json, sys

def resolve(name):
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise AttributeError(name)

def check(name, row):
    root = name.split(".")[0].split("#")[0]
    if root not in sys.stdlib_module_names and not hasattr(__builtins__, root):
        return None
    owner, _, member = name.partition("#")
    found = resolve(owner) if root in sys.stdlib_module_names else getattr(__builtins__, root)
    if not member or row == "MEMBER":
        return True
    if not hasattr(found, member.split(".")[0]):
        found = found()  # set by __init__, or the class is a function: select.poll
    for part in member.split("."):
        found = getattr(found, part)
    return True

missing, checked, skipped = [], 0, 0
for name, row in json.load(sys.stdin):
    try:
        outcome = check(name, row)
    except Exception as error:
        missing.append([name, repr(error)])
        continue
    checked += outcome is True
    skipped += outcome is None
json.dump({"missing": missing, "checked": checked, "skipped": skipped}, sys.stdout)
`;

const tolerated = (name, patterns) => patterns.some((pattern) => pattern.test(name));

test('names of the Python standard library exist', (t) => {
  const names = [...namesOf('python')];
  const run = spawnSync('python3', ['-W', 'ignore', '-c', PYTHON], { input: JSON.stringify(names), encoding: 'utf8' });
  if (run.error?.code === 'ENOENT') return t.skip('there is no python3');
  assert.equal(run.status, 0, run.stderr);
  const { missing, checked, skipped } = JSON.parse(run.stdout);
  t.diagnostic(`${checked} names found, ${skipped} of packages not looked at`);
  assert.deepEqual(missing.filter(([name]) => !tolerated(name, PYTHON_ELSEWHERE)), []);
  assert.ok(checked > 500, `only ${checked} names were looked at`);
});

// What a dotted path names in Node.js; undefined when it is nothing; null when not Node's.
function nodeValue(name) {
  const module = [...builtinModules, 'test', 'sqlite'].filter((known) => name === known || name.startsWith(known + '.'))
    .sort((a, b) => b.length - a.length)[0];
  const isGlobal = !module && name.split('.')[0] in globalThis;
  if (!module && !isGlobal) return null;
  let value = module ? require('node:' + module) : globalThis;
  for (const part of (module ? name.slice(module.length + 1) : name).split('.').filter(Boolean)) value = value?.[part];
  return value;
}

// A class that Node.js does not export, only gives out.
const UNEXPORTED = new Set(['fs/promises.FileHandle', 'http.ClientRequest', 'sqlite.StatementSync', 'http2.Http2Server']);

function nodeMember(owner, member) {
  const value = nodeValue(owner);
  if (value === null || UNEXPORTED.has(owner)) return null;
  const key = member === '[asyncDispose]' ? Symbol.asyncDispose : member;
  return value?.prototype ? key in value.prototype : false;
}

test('names of Node.js exist', (t) => {
  const missing = [];
  let checked = 0, skipped = 0;
  for (const [name, row] of namesOf('js')) {
    if (tolerated(name, NODE_ELSEWHERE)) continue;
    const [owner, member] = name.split('#');
    let found = null;
    try {
      found = member && row !== 'MEMBER' ? nodeMember(owner, member) : UNEXPORTED.has(owner) ? null : nodeValue(owner);
    } catch {
      found = undefined;
    }
    if (found === null) skipped++;
    else if (found === undefined || found === false) missing.push(name);
    else checked++;
  }
  t.diagnostic(`${checked} names found, ${skipped} of packages and browsers not looked at`);
  assert.deepEqual(missing, []);
  assert.ok(checked > 300, `only ${checked} names were looked at`);
});
