// before: fails
import { spawn } from 'node:child_process';

function run(program) {
  return new Promise((resolve, reject) => {
    const child = spawn(program);
    child.on('close', resolve);
  });
}

await run('/no/such/program').catch((error) => console.log('rejected', error.code));
spawn('/no/such/program').unref();
// after:
// rejected ENOENT
