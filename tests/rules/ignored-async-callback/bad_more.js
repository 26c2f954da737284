async function all(xs) {
  const seen = new Map();
  seen.forEach(async (x) => { // expect
    await fetch(x);
  });
  xs.flatMap(async (x) => fetch(x)); // expect: are dropped
  xs.forEach(async (x) => { // expect
    await x;
  });
  return xs.reduce(async ({ size }, x) => ({ size: size + (await fetch(x)).size }), {}); // expect
}

// Nothing can be awaited here.
function synchronous(xs) {
  xs.forEach(async (x) => { // expect
    await fetch(x);
  });
}

function listeners(emitter) {
  emitter.on(FeedEvents.Item, async (x) => { await fetch(x); }); // expect[hint]
  emitter.once('end', async (x) => { await fetch(x); }); // expect[hint]
  emitter.addListener('end', async (x) => { await fetch(x); }); // expect[hint]
}
