// processes.mjs - what a process, and those that it started, hold of memory.
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
