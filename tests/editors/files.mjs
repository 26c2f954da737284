// The files that every editor visits, the same tour in each: open, see the diagnostic, read about it,
// take the preferred fix, type a line with characters of all widths and another mistake in it, see
// that, switch the rule off, close.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const POLL = `import asyncio
import time


async def poll():
    time.sleep(1)
`;
const SHIP = `async function save(order) {
  await fetch('/orders', { method: 'POST', body: order });
}

export async function ship(order) {
  save(order);
}
`;

export const FILES = [
  {
    name: 'poll.py', text: POLL, rule: 'blocking-sleep', line: 5, marked: 'time.sleep',
    fixed: POLL.replace('time.sleep', 'await asyncio.sleep'),
    typed: '    print("é😀"); time.sleep(2)\n', typedMarked: 'time.sleep',
  },
  {
    name: 'ship.js', text: SHIP, rule: 'floating-promise', line: 5, marked: 'save(order)',
    unsafe: true, // its fix changes when the caller goes on
    fixed: SHIP.replace('  save(', '  await save('),
    typed: 'async function late() { console.log("é😀"); save(1); }\n', typedMarked: 'save(1)',
  },
];

// The programs of an editor to be tested: those that NVIM_PROGRAMS or EMACS_PROGRAMS names, or that on PATH and
// the newer ones that tests/editors/install unpacked.
export function programs(name) {
  const named = process.env[`${name.toUpperCase()}_PROGRAMS`];
  if (named) return named.split(':');
  const folder = fileURLToPath(new URL('../../build/editors/', import.meta.url));
  const newer = (existsSync(folder) ? readdirSync(folder) : []).map((suite) => join(folder, suite, name));
  return [name, ...newer.filter((path) => path.includes(`/${name}-`) && existsSync(path))];
}

// The same with the line ends of Windows.
export const crlf = (text) => text.replaceAll('\n', '\r\n');
