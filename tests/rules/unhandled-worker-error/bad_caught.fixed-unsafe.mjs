process.on('uncaughtException', console.error);

const worker = new Worker('./worker.mjs');
worker.onerror = (err) => {
  console.error(err.message);
};
worker.postMessage(1);
