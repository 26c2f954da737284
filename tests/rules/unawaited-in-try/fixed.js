async function load(url) {
  try {
    return await fetch(url);
  } catch (err) {
    return null;
  }
}

async function closes(url, lock) {
  try {
    return await fetch(url);
  } finally {
    lock.release();
  }
}

async function fromTheCatch(url, lock) {
  try {
    await fetch(url);
  } catch (err) {
    return await fetch('/fallback');
  } finally {
    lock.release();
  }
}

const arrow = async (url, ok) => {
  try {
    return ok ? await fetch(url) : null;
  } catch {
    return null;
  }
};

async function children(folder) {
  try {
    const names = await readdir(folder);
    return await Promise.all(names.map((name) => fetch(name)));
  } catch {
    // no such folder, no children
  }
}

async function answers(folder) {
  try {
    const names = await readdir(folder);
    return await Promise.all(names.map((name) => fetch(name)));
  } catch (err) {
    console.error(err);
  }
}

async function cleansUp(api, keys) {
  const abort = async () => {
    try {
      await api.abort();
    } catch {
      // it is over anyway
    }
  };
  try {
    if (!(await api.answer())) return await abort();
    return await fetch('/done');
  } catch (err) {
    console.error(err);
  } finally {
    keys.clear();
  }
}

async function ends(lock) {
  try {
    await fetch('/first');
    return await fetch('/second');
  } finally {
    lock.release();
  }
}

async function nothingBefore(url) {
  try {
    return await fetch(url);
  } catch {}
}

async function somethingBefore(url) {
  try {
    await fetch('/first');
    return await fetch(url);
  } catch {}
}
