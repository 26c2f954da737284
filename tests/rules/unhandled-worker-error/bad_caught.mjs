process.on('uncaughtException', console.error);

const worker = new Worker('./worker.mjs'); // expect: `onerror`
worker.postMessage(1);
