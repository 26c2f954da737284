import { spawn } from 'node:child_process';
import { Worker } from 'node:worker_threads';

export function kept(path, keep) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path);
    worker.on('error', reject);
    keep(worker);
  });
}

export function later(path) {
  return new Promise((resolve, reject) => {
    process.nextTick(() => {
      const worker = new Worker(path);
      worker.on('error', reject);
      worker.on('message', resolve);
    });
  });
}

export function child(path) {
  return new Promise((resolve, reject) => {
    const command = spawn(path);
    command.on('error', reject);
    command.stdout.on('data', resolve);
  });
}

export function notMade() {
  Worker('./first.mjs');
}
