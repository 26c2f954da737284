async function discarded(urls: string[]): Promise<void> {
  const results2 = await Promise.allSettled(urls.map((url) => fetch(url)));
  for (const result2 of results2) {
    if (result2.status === 'rejected') console.error(result2.reason);
  }
}

async function unguarded(urls: string[]): Promise<unknown[]> {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  return results.map((result) => (result as PromiseFulfilledResult<Response>).value);
}
