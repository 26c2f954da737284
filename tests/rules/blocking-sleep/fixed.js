export async function settle(ms) {
  const start = Date.now();
  await new Promise((resolve) => setTimeout(resolve, ms - (Date.now() - start)));
}

export function busy(end) {
  while (performance.now() < end);
}

export async function pause(ms) {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
