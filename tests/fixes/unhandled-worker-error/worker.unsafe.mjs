// before: fails
import { Worker } from 'node:worker_threads';

class Job {
  constructor(code) {
    this.worker = new Worker(code, { eval: true });
  }
}

function answer(code) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true });
    worker.on('message', resolve);
  });
}

await answer('throw new TypeError("no")').catch((error) => console.log('rejected', error.message));
new Job('throw new TypeError("logged")');
// after:
// rejected no
