async function load(url) {
  try {
    return fetch(url); // expect: its `catch` over
  } catch (err) {
    return null;
  }
}

async function closes(url, lock) {
  try {
    return fetch(url); // expect: its `finally` over
  } finally {
    lock.release();
  }
}

async function fromTheCatch(url, lock) {
  try {
    await fetch(url);
  } catch (err) {
    return fetch('/fallback'); // expect
  } finally {
    lock.release();
  }
}

const arrow = async (url, ok) => {
  try {
    return ok ? fetch(url) : null; // expect
  } catch {
    return null;
  }
};

async function children(folder) {
  try {
    const names = await readdir(folder);
    return Promise.all(names.map((name) => fetch(name))); // expect[information]
  } catch {
    // no such folder, no children
  }
}

async function answers(folder) {
  try {
    const names = await readdir(folder);
    return Promise.all(names.map((name) => fetch(name))); // expect[warning]
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
    if (!(await api.answer())) return abort(); // expect: and its `finally` over
    return fetch('/done'); // expect: and its `catch` over
  } catch (err) {
    console.error(err);
  } finally {
    keys.clear();
  }
}

async function ends(lock) {
  try {
    await fetch('/first');
    return fetch('/second'); // expect[warning]: this promise
  } finally {
    lock.release();
  }
}

async function nothingBefore(url) {
  try {
    return fetch(url); // expect[warning]
  } catch {}
}

async function somethingBefore(url) {
  try {
    await fetch('/first');
    return fetch(url); // expect[information]: before `fetch` is done
  } catch {}
}
