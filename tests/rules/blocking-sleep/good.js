export async function settle(ms) {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

export function works(end, step) {
  while (Date.now() < end) step();
}

export function counts(list) {
  let i = 0;
  while (i < list.length) i++;
  return i;
}

export async function polls(job) {
  while (Date.now() < job.deadline) {
    if (await job.done()) return true;
  }
  return false;
}

export function own(Date, end) {
  while (Date.now() < end) {}
}

export async function shared(flags) {
  return Atomics.load(flags, 0);
}

export function elapsed(start) {
  return Date.now() - start;
}

export async function waits(flags, ms) {
  await Atomics.waitAsync(flags, 0, 0, ms).value;
}
