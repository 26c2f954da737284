// biome.mjs - Biome's rules about promises; some of them ask its own inference of types.
import { relative } from 'node:path';
import { sourcesUnder } from './files.mjs';
import { ENDINGS, jsonOf, withConfig } from './programs.mjs';

const CONFIG = {
  root: true,
  vcs: { enabled: false },
  files: { includes: ['**'], maxSize: 10_000_000 },
  linter: {
    enabled: true,
    rules: {
      preset: 'none',
      performance: { noAwaitInLoops: 'error' },
      suspicious: { noAsyncPromiseExecutor: 'error' },
      nursery: {
        noAsyncPromiseFinally: 'error',
        noAwaitInPromiseMethods: 'error',
        noFloatingPromises: 'error',
        noMisusedPromises: 'error',
        noPromiseExecutorReturn: 'error',
        noReturnInFinally: 'error',
        useAtomicUpdates: 'error',
        useAwaitThenable: 'error',
      },
    },
  },
};

export async function find(root, packages) {
  const folders = packages.filter((folder) => sourcesUnder(folder, ENDINGS).length).map((folder) => relative(root, folder));
  if (!folders.length) return [];
  const args = ['--reporter=json', '--max-diagnostics=none', ...folders];
  const { diagnostics } = withConfig('biome.json', CONFIG, (path) => jsonOf('biome', ['lint', `--config-path=${path}`, ...args], root));
  return diagnostics.filter(({ category }) => category?.startsWith('lint/')).map(({ category, location: { path, start, end } }) => {
    return { rule: category.replace(/.*\//, ''), path, line: start.line, endLine: end.line };
  });
}
