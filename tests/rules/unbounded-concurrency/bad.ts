async function load(urls: readonly string[]): Promise<Response[]> {
  const pages: Response[] = await Promise.all(urls.map((url: string) => fetch(url))); // expect
  return pages;
}
