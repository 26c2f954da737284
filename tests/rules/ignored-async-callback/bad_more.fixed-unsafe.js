async function all(xs) {
  const seen = new Map();
  await Promise.all(seen.map(async (x) => {
    await fetch(x);
  }));
  await Promise.all(xs.flatMap(async (x) => fetch(x)));
  await Promise.all(xs.map(async (x) => {
    await x;
  }));
  return xs.reduce(async ({ size }, x) => ({ size: size + (await fetch(x)).size }), {});
}

// Nothing can be awaited here.
function synchronous(xs) {
  xs.forEach(async (x) => {
    await fetch(x);
  });
}

function listeners(emitter) {
  emitter.on(FeedEvents.Item, async (x) => { await fetch(x); });
  emitter.once('end', async (x) => { await fetch(x); });
  emitter.addListener('end', async (x) => { await fetch(x); });
}
