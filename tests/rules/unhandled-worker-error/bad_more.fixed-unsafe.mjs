import { spawn } from 'node:child_process';
import { Worker } from 'node:worker_threads';

const first = new Worker('./first.mjs');
first.on('error', (err) => {
  console.error(err);
});
first.postMessage(1);

let second;
second = spawn('ls');
second.on('error', (err) => {
  console.error(err);
});

const third = spawn('ls').on('error', (err) => {
  console.error(err);
}), number = 3;

third.kill(number);

export function chosen(kind) {
  switch (kind) {
    case 1:
      const child = spawn('ls');
      child.on('error', (err) => {
        console.error(err);
      });
      child.kill();
      break;
    default:
      if (kind) second = spawn('ls').on('error', (err) => {
        console.error(err);
      });
  }
  for (let other = spawn('ls').on('error', (err) => {
    console.error(err);
  }); ; other.kill()) break;
}

export function settled(path) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path);
    worker.on('exit', (code) => {
      reject(new Error(`worker exited with code ${code}`));
    });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

export function shadowed(path) {
  return new Promise((resolve, reject) => {
    const child = spawn(path);
    child.on('error', reject);
    {
      const reject = console.log;
      const other = spawn(path);
      other.on('error', (err) => {
        console.error(err);
      });
      other.stdout.on('data', reject);
    }
    child.stdout.on('data', resolve);
  });
}

export function settledWithoutName(path) {
  return new Promise((resolve, reject) => {
    listen(new Worker(path).on('error', reject).on('message', resolve));
  });
}
