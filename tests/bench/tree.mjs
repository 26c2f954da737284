// tree.mjs - a home-made tree: packages whose modules call into one another, some of which block.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PER_FOLDER = 100;

function moduleText(i, count) {
  const imported = [1, 7, 50].map((k) => (i * k + k) % count);
  const imports = imported.map((j, k) => `from pkg${Math.floor(j / PER_FOLDER)}.m${j} import work as w${k}\n`).join('');
  const helpers = Array.from({ length: 8 }, (_, f) =>
    `def helper${f}(a, b):\n    total = a + b\n    for i in range(b):\n        total += w${f % 3}(i)\n    return os.path.join(str(total), str(a))\n\n\n`);
  const work = i % 50 === 3 ? 'return open("f").read()' : 'return helper1(n, w0(n)) if n else Thing().get()';
  return `${imports}import os\nimport json\n\n
class Thing:
    def __init__(self):
        self.x = 1

    def get(self):
        return self.put(w1)

    def put(self, f):
        return f


${helpers.join('')}def work(n):\n    ${work}\n\n\nasync def handler(q):\n    x = helper0(1, 2)\n    return Thing().put(x)\n`;
}

export function makeTree(folder, count) {
  for (let i = 0; i < count; i++) {
    const inside = join(folder, `pkg${Math.floor(i / PER_FOLDER)}`);
    if (i % PER_FOLDER === 0) {
      mkdirSync(inside, { recursive: true });
      writeFileSync(join(inside, '__init__.py'), '');
    }
    writeFileSync(join(inside, `m${i}.py`), moduleText(i, count));
  }
}
