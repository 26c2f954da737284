import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

async function work(folder) {
  fs.writeFileSync(path.join(folder, 'one'), 'text');
  fs.appendFileSync(path.join(folder, 'one'), ' and more');
  fs.mkdirSync(path.join(folder, 'a', 'b'), { recursive: true });
  fs.copyFileSync(path.join(folder, 'one'), path.join(folder, 'a', 'two'));
  const names = fs.readdirSync(folder).sort().join();
  const size = fs.statSync(path.join(folder, 'a', 'two')).size;
  const buffer = fs.readFileSync(path.join(folder, 'one'));
  fs.renameSync(path.join(folder, 'one'), path.join(folder, 'three'));
  let missing;
  try {
    fs.readFileSync(path.join(folder, 'one'));
  } catch (error) {
    missing = error.code;
  }
  return [names, size, buffer.toString(), fs.readFileSync(path.join(folder, 'three'), 'utf8'), missing];
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'asynclint-'));
  console.log(JSON.stringify(await work(folder)));
  fs.rmSync(folder, { recursive: true });
}

main();
