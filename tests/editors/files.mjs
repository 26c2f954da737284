// The files that every editor visits: one mistake each, and what the preferred fix makes of it.
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
  },
  {
    name: 'ship.js', text: SHIP, rule: 'floating-promise', line: 5, marked: 'save(order)',
    fixed: SHIP.replace('  save(', '  await save('),
  },
];
