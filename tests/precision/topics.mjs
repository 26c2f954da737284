// topics.mjs - which rules of other linters speak of the same mistakes as which of ours. Of a file that no tool of a topic
// reads, ours is not compared.
const SCRIPTS = /\.[cm]?[jt]sx?$/;
const PYTHON = /\.py$/;

export const TOPICS = {
  'await in a loop': {
    files: SCRIPTS,
    peers: ['eslint no-await-in-loop', 'oxlint no-await-in-loop', 'biome noAwaitInLoops'],
    ours: ['await-in-loop'],
  },
  'async executor': {
    files: SCRIPTS,
    peers: ['eslint no-async-promise-executor', 'oxlint no-async-promise-executor', 'biome noAsyncPromiseExecutor'],
    ours: ['async-promise-executor'],
  },
  'value of an executor': {
    files: SCRIPTS,
    peers: ['eslint no-promise-executor-return', 'oxlint no-promise-executor-return', 'biome noPromiseExecutorReturn'],
    ours: [],
  },
  'update across an await': {
    files: SCRIPTS,
    peers: ['eslint require-atomic-updates', 'biome useAtomicUpdates'],
    ours: ['read-modify-write', 'check-then-act'],
  },
  'floating promise': {
    files: SCRIPTS,
    peers: ['eslint no-floating-promises', 'oxlint catch-or-return', 'biome noFloatingPromises'],
    ours: ['floating-promise'],
  },
  'misused promise': {
    files: SCRIPTS,
    peers: ['eslint no-misused-promises', 'oxlint no-async-endpoint-handlers', 'biome noMisusedPromises'],
    ours: ['ignored-async-callback', 'missing-await'],
  },
  'return in a try': { files: SCRIPTS, peers: ['eslint return-await'], ours: ['unawaited-in-try'] },
  'await of no promise': { files: SCRIPTS, peers: ['eslint await-thenable', 'biome useAwaitThenable'], ours: [] },
  'shape of a chain': {
    files: SCRIPTS,
    peers: ['oxlint no-callback-in-promise', 'oxlint no-multiple-resolved', 'oxlint no-new-statics', 'oxlint no-promise-in-callback',
      'oxlint no-return-in-finally', 'oxlint valid-params', 'oxlint no-await-in-promise-methods', 'biome noAsyncPromiseFinally',
      'biome noAwaitInPromiseMethods', 'biome noReturnInFinally'],
    ours: [],
  },
  'synchronous call': { files: SCRIPTS, peers: ['oxlint no-sync'], ours: ['blocking-file', 'blocking-process', 'blocking-wait'] },
  'dropped task': { files: PYTHON, peers: ['ruff asyncio-dangling-task'], ours: ['dangling-task'] },
  'unawaited coroutine': { files: PYTHON, peers: ['pyright reportUnusedCoroutine'], ours: ['missing-await'] },
  'blocking request': {
    files: PYTHON,
    peers: ['ruff blocking-http-call-in-async-function', 'ruff blocking-http-call-httpx-in-async-function'],
    ours: ['blocking-http'],
  },
  'blocking process': {
    files: PYTHON,
    peers: ['ruff create-subprocess-in-async-function', 'ruff run-process-in-async-function', 'ruff wait-for-process-in-async-function'],
    ours: ['blocking-process', 'blocking-wait'],
  },
  'blocking file': {
    files: PYTHON,
    peers: ['ruff blocking-open-call-in-async-function', 'ruff blocking-path-method-in-async-function'],
    ours: ['blocking-file'],
  },
  'blocking input': { files: PYTHON, peers: ['ruff blocking-input-in-async-function'], ours: ['blocking-input'] },
  'blocking sleep': { files: PYTHON, peers: ['ruff blocking-sleep-in-async-function'], ours: ['blocking-sleep'] },
  'shape of a coroutine': {
    files: PYTHON,
    peers: ['ruff async-function-with-timeout', 'ruff async-busy-wait', 'ruff yield-in-context-manager-in-async-generator',
      'ruff cancel-scope-no-checkpoint', 'ruff trio-sync-call', 'ruff async-zero-sleep', 'ruff long-sleep-not-forever'],
    ours: [],
  },
};
