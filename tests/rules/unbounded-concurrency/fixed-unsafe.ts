async function load(urls: readonly string[]): Promise<Response[]> {
  const pages: Response[] = [];
  for (let i = 0; i < urls.length; i += 10) {
    pages.push(...(await Promise.all(urls.slice(i, i + 10).map((url: string) => fetch(url)))));
  }
  return pages;
}
