// processes.mjs - what a process, and those that it started, hold of memory, and have had of the processor.
import { readFileSync, readdirSync } from 'node:fs';

export function processes(root) {
  const below = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
    } catch {
      continue; // it has ended
    }
  const found = [root];
  for (let i = 0; i < found.length; i++) found.push(...(below.get(found[i]) ?? []));
  return found;
}

// In MB, of the process and all below it: now, and at most.
export function memory(root) {
  let rss = 0, peak = 0;
  for (const pid of processes(root))
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      rss += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      peak += Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    } catch {
      continue;
    }
  return { rss, peak };
}

// Milliseconds of the processor that the process and all below it have had, in all threads that are still there.
export function processor(root) {
  let spent = 0;
  for (const pid of processes(root))
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`))
        spent += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      continue;
    }
  return spent;
}
