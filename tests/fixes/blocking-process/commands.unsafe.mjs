import { execFileSync, execSync } from 'node:child_process';

async function main() {
  console.log(execSync('echo one').toString().trim());
  console.log(execFileSync(process.execPath, ['-p', '1 + 1'], { encoding: 'utf8' }).trim());
  execSync('exit 0');
}

await main();
