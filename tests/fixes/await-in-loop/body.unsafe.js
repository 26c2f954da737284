// A body of several statements: results, their order and the names stay.
import('node:timers/promises').then(async ({ setTimeout: pause }) => {
  const size = async (url) => {
    await new Promise((resolve) => setTimeout(resolve, url.length % 2 ? 5 : 10));
    return url.length;
  };

  async function pushed(urls) {
    const sizes = ['first'];
    for (const url of urls) {
      // one after the other
      const length = await size(url);
      sizes.push({ url, length });
    }
    return sizes;
  }

  async function kept(urls) {
    const found = new Map();
    for (const [i, url] of urls.entries()) {
      const length = await size(url);
      found.set(i, length);
    }
    return [...found];
  }

  async function stored(urls) {
    const found = {};
    for (const url of urls) {
      const length = await size(url);
      found[url] = length;
    }
    return found;
  }

  async function added(urls) {
    let total = 0;
    for (const url of new Set(urls)) {
      total += await size(url);
    }
    return total;
  }

  async function skips(urls) {
    const seen = new Map();
    for (const url of urls) {
      if (!url) continue;
      for (const letter of url) {
        if (letter === 'x') continue;
        console.log(letter);
      }
      await size(url);
    }
    return seen.size;
  }

  async function collected(urls) {
    const sizes = [];
    for (const url of urls) {
      sizes.push(await size(url));
    }
    return sizes;
  }

  const urls = ['a', 'bb', 'ccc', 'dddd'];
  for (const f of [pushed, kept, stored, added, skips, collected]) console.log(f.name, JSON.stringify(await f(urls)));
  void pause;
});
