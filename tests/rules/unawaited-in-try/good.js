async function load(url) {
  try {
    return await fetch(url);
  } catch (err) {
    return fetch('/fallback');
  }
}

async function outside(url) {
  try {
    console.log(url);
  } catch (err) {
    console.error(err);
  }
  return fetch(url);
}

async function inFinally(url) {
  try {
    console.log(url);
  } finally {
    return fetch(url);
  }
}

function notAsync(url) {
  try {
    return fetch(url);
  } catch (err) {
    return null;
  }
}

async function nested(url) {
  try {
    return await each(() => fetch(url));
  } catch (err) {
    return null;
  }
}

async function unknown(url) {
  try {
    return other(url);
  } catch (err) {
    return null;
  }
}

async function gaveUp(api) {
  const abort = async (reason) => {
    try {
      await api.abort(reason);
    } catch {
      // it is over anyway
    }
  };
  const abortLate = async () => {
    await abort('too late');
    return 'late';
  };
  try {
    if (!(await api.answer())) return abortLate();
    return 'done';
  } catch (err) {
    console.error(err);
  }
}
gaveUp(null).catch(console.error);

async function settles(jobs) {
  try {
    await fetch('/first');
  } finally {
    return Promise.allSettled(jobs);
  }
}

async function* pages(url) {
  try {
    return fetch(url);
  } catch (err) {
    return null;
  }
}
