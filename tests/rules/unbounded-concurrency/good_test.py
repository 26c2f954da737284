import asyncio


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def test_all(urls):
    await asyncio.gather(*[fetch(url) for url in urls])
