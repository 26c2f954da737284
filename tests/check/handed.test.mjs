// Functions that another file gives to threads and processes: what is found in them, and every
// reason to say nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, folder } from './run.mjs';

const RULES = ['--select', 'unlocked-shared-state,process-shared-object', '--no-config', '--format', 'json'];

const findings = (dir, ...args) => JSON.parse(check(dir, ...RULES, ...args).out).findings;

// Lines that end in `# expect` are reported, and no others.
function agree(t, files) {
  const dir = folder(t, files);
  const expected = Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, i) => (line.includes('# expect') ? [`${path}:${i + 1}`] : [])));
  assert.deepEqual(findings(dir).map((f) => `${f.path}:${f.line}`).sort(), expected.sort());
  return dir;
}

const COUNT = (mark) => `total = 0

def count(n):
    global total
    total += n  ${mark}
`;

const LOOP = 'import threading\nfrom work import count\n\ndef main():\n    for i in range(4):\n        threading.Thread(target=count, args=(i,)).start()\n';

test('threads: what another file starts several times', async (t) => {
  const dir = agree(t, { 'start.py': LOOP, 'work.py': COUNT('# expect') });
  const [found] = findings(dir);
  assert.match(found.message, /`count`, which several threads run,/);
  assert.deepEqual(found.related.map((r) => [r.path, r.line, r.message]), [['start.py', 6, 'here `count` is given to a thread']]);
  assert.deepEqual(findings(dir, '--no-workspace'), []);
});

test('threads: pools, packages, methods, and what they call', (t) => agree(t, {
  'pool.py': `from concurrent.futures import ThreadPoolExecutor
import lib
from lib.store import shared
from lib.deep import begin

def main(items):
    with ThreadPoolExecutor() as pool:
        pool.map(lib.count, items)
        pool.map(shared.add, items)
        for item in items:
            pool.submit(begin, item)
`,
  'lib/__init__.py': 'from .work import count\n',
  'lib/work.py': COUNT('# expect'),
  'lib/store.py': `class Store:
    def __init__(self):
        self.n = 0

    def add(self, item):
        self.n += 1  # expect

shared = Store()
`,
  'lib/deep.py': `sums = {}

def begin(item):
    keep(item)

def keep(item):
    sums["all"] = sums["all"] + item  # expect
`,
}));

test('threads: reasons to say nothing', (t) => agree(t, {
  'once/start.py': LOOP.replace('    for i in range(4):\n        threading', '    i = 1\n    threading').replace('from work', 'from once.work'),
  'once/work.py': `${COUNT('')}\ndef back():\n    global total\n    total -= 1\n`,
  'one/start.py': 'from concurrent.futures import ThreadPoolExecutor\nfrom one.work import count\n\ndef main(items):\n    ThreadPoolExecutor(max_workers=1).map(count, items)\n',
  'one/work.py': COUNT(''),
  'locked/start.py': LOOP.replace('from work', 'from locked.work'),
  'locked/work.py': `import threading
lock = threading.Lock()
mine = threading.local()
seen = []
total = 0

def count(n):
    global total
    seen.append(n)
    mine.n += 1
    with lock:
        total += n
`,
  'apart/start.py': LOOP.replace('threading', 'multiprocessing').replace('threading.Thread', 'multiprocessing.Process').replace('from work', 'from apart.work'),
  'apart/work.py': COUNT(''),
  'bound/start.py': LOOP.replace('from work import count\n', 'if x:\n    from bound.work import count\nelse:\n    from locked.work import count\n'),
  'bound/work.py': COUNT(''),
  'coroutine/start.py': LOOP.replace('from work', 'from coroutine.work'),
  'coroutine/work.py': COUNT('').replace('def', 'async def'),
  'decorated/start.py': LOOP.replace('from work', 'from decorated.work'),
  'decorated/work.py': COUNT('').replace('def', 'import wrap\n@wrap.locked\ndef'),
  'not_given/start.py': LOOP.replace('target=count', 'target=print').replace('from work', 'from not_given.work'),
  'not_given/work.py': COUNT(''),
}));

const JOB = (mark) => `results = []
cache = {}
done = 0

def job(n):
    global done
    results.append(n)  ${mark}
    cache[n] = n
    done += 1

def setup(n):
    results.append(n)
`;

test('processes: what the file that starts them looks at afterwards', async (t) => {
  const start = 'from multiprocessing import Process\nimport work\n\ndef main():\n    p = Process(target=work.job, args=(1,))\n    p.start()\n    p.join()\n    print(len(work.results))\n';
  const dir = agree(t, { 'start.py': start, 'work.py': JOB('# expect') });
  const [found] = findings(dir);
  assert.match(found.message, /`results` changes in the worker process only/);
  assert.deepEqual(found.related.map((r) => [r.path, r.line]), [['start.py', 5]]);
  agree(t, {
    'start.py': 'from concurrent.futures import ProcessPoolExecutor\nfrom work import job, results\n\ndef main(items):\n    with ProcessPoolExecutor() as pool:\n        pool.map(job, items)\n    return results\n',
    'work.py': JOB('# expect'),
  });
});

test('processes: reasons to say nothing', (t) => agree(t, {
  'before/start.py': 'from multiprocessing import Process\nimport before.work as work\n\ndef main():\n    print(work.results)\n    Process(target=work.job, args=(1,)).start()\n',
  'before/work.py': JOB(''),
  'elsewhere/start.py': 'from multiprocessing import Process\nimport elsewhere.work as work\n\ndef main():\n    Process(target=work.job, args=(1,)).start()\n    work.job(2)\n\ndef show():\n    print(work.results)\n',
  'elsewhere/work.py': JOB(''),
  'other/start.py': 'from multiprocessing import Process\nimport other.work as work\n\ndef main():\n    Process(target=work.job, args=(1,)).start()\n    print(work.other)\n',
  'other/work.py': JOB(''),
  'thread/start.py': 'from threading import Thread\nimport thread.work as work\n\ndef main():\n    Thread(target=work.job, args=(1,)).start()\n    print(work.results)\n',
  'thread/work.py': JOB(''),
  'setup/start.py': 'from multiprocessing import Pool\nimport setup.work as work\n\ndef main():\n    Pool(4, initializer=work.setup, initargs=(1,))\n    print(work.results)\n',
  'setup/work.py': JOB(''),
}));
