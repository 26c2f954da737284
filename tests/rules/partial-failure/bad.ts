async function discarded(urls: string[]): Promise<void> {
  await Promise.allSettled(urls.map((url) => fetch(url))); // expect[hint]
}

async function unguarded(urls: string[]): Promise<unknown[]> {
  const results = await Promise.allSettled(urls.map((url) => fetch(url)));
  return results.map((result) => (result as PromiseFulfilledResult<Response>).value); // expect[warning]
}
