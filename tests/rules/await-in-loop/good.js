import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

async function together(urls) {
  return Promise.all(urls.map((url) => fetch(url)));
}

async function firstThatAnswers(urls) {
  for (const url of urls) {
    const response = await fetch(url);
    if (response.ok) return response;
  }
  return null;
}

async function untilFound(urls) {
  for (const url of urls) {
    if ((await fetch(url)).ok) break;
  }
}

async function failsAtOnce(urls) {
  for (const url of urls) {
    if (!(await fetch(url)).ok) throw new Error(url);
  }
}

async function leavesTheOuter(groups) {
  outer: for (const group of groups) {
    for (const url of group) {
      if ((await fetch(url)).ok) continue outer;
    }
  }
}

async function retries(url) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await fetch(url);
    } catch {
      console.log('again');
    }
  }
}

async function backsOff(urls) {
  for (const url of urls) {
    await fetch(url);
    await pause(100);
  }
}

async function waits(urls) {
  for (const url of urls) {
    await fetch(url);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function polls(url) {
  let response;
  do {
    response = await fetch(url);
  } while (!response.ok);
}

async function paginates(url) {
  let next = url;
  while (next) {
    next = (await fetch(next)).headers.get('next');
  }
}

async function lastWins(urls) {
  let last;
  for (const url of urls) last = await fetch(url);
  return last;
}

async function seesTheOneBefore(urls) {
  const results = [];
  for (const url of urls) {
    const previous = results[results.length - 1];
    results.push(await fetch(url, { headers: { previous } }));
  }
  return results;
}

async function onePage(page, urls) {
  for (const url of urls) await page.goto(url);
}

async function oneTransaction(tx, rows) {
  for (const row of rows) await tx.insert(row);
}

async function passedOn(connection, rows, insert) {
  for (const row of rows) await insert(connection, row);
}

async function streamed(source) {
  for await (const url of source) await fetch(url);
}

async function* generated(urls) {
  for (const url of urls) yield await fetch(url);
}

async function batches(urls) {
  for (let i = 0; i < urls.length; i += 10) {
    await Promise.all(urls.slice(i, i + 10).map((url) => fetch(url)));
  }
}

async function notOfTheItems(items, ready) {
  for (const item of items) {
    await ready();
    console.log(item);
  }
}

async function iterableOnly(load) {
  for (const item of await load()) console.log(item);
}

async function nested(urls) {
  for (const url of urls) {
    schedule(async () => {
      await rm(url);
    });
  }
}

class Counter {
  total = 0;
  async add(url) {
    this.total = this.total + (await fetch(url));
  }
  async addAll(urls) {
    for (const url of urls) await this.add(url);
  }
}

async function annotated(urls) {
  for (const url of urls) {
    // eslint-disable-next-line no-await-in-loop
    await fetch(url);
  }
}
