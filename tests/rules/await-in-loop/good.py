import asyncio
import random

import aiohttp


async def size(url):
    async with aiohttp.ClientSession() as session:
        response = await session.get(url)
        return response.content_length


async def together(urls):
    return await asyncio.gather(*[size(url) for url in urls])


async def first_that_answers(urls):
    for url in urls:
        if await size(url):
            return url
    return None


async def until_found(urls):
    for url in urls:
        found = await size(url)
        if found:
            break


async def fails_at_once(urls):
    for url in urls:
        if not await size(url):
            raise LookupError(url)


async def retries(url):
    for attempt in range(3):
        try:
            await size(url)
        except OSError:
            print("again", attempt)


async def backs_off(urls):
    for url in urls:
        await size(url)
        await asyncio.sleep(random.random())


async def rate_limited(urls, limiter):
    for url in urls:
        await limiter.acquire()
        await size(url)


async def polls(url):
    while not await size(url):
        pass


async def paginates(url):
    cursor = None
    for page in range(10):
        cursor = await size(f"{url}?after={cursor}&page={page}")


async def running_value(urls):
    best = 0
    for url in urls:
        best = max(best, await size(f"{url}?above={best}"))
    return best


async def work_list(urls):
    for url in urls:
        urls.append(await size(url))


async def seen(urls):
    known = set()
    for url in urls:
        if url not in known:
            known.add(await size(url))


async def one_connection(conn, rows):
    for row in rows:
        await conn.execute("insert", row)


async def one_transaction(pool, rows):
    async with pool.acquire() as connection:
        for row in rows:
            await connection.execute("insert", row)


async def in_order(writer, chunks):
    for chunk in chunks:
        writer.write(chunk)
        await writer.drain()


async def over_a_socket(websocket, messages):
    for message in messages:
        await websocket.send(message)


async def fed(queue, items):
    for item in items:
        await queue.put(item)


async def locked(lock, urls):
    for url in urls:
        async with lock:
            await size(url)


async def batches(urls):
    for start in range(0, len(urls), 10):
        await asyncio.gather(*[size(url) for url in urls[start : start + 10]])


async def streamed(source):
    async for url in source:
        await size(url)


async def generated(urls):
    for url in urls:
        yield await size(url)


async def lazily(urls):
    return (await size(url) for url in urls)


async def not_of_the_items(urls, ready):
    for url in urls:
        await ready.wait()
        print(url)


async def iterable_only(load):
    for item in await load():
        print(item)


class Counter:
    def __init__(self):
        self.total = 0

    async def add(self, url):
        self.total = self.total + await size(url)

    async def add_all(self, urls):
        for url in urls:
            await self.add(url)
