import asyncio

import aiofiles.os
import aiohttp


async def size(url):
    async with aiohttp.ClientSession() as session:
        response = await session.get(url)
        return response.content_length


async def indirect(url):
    return await size(url)


async def statement(urls):
    for url in urls:
        await size(url)  # expect: await them together with `asyncio.gather`


async def collected(urls):
    sizes = []
    for url in urls:
        sizes.append(await size(url))  # expect
    return sizes


async def listed(urls):
    return [await size(url) for url in urls]  # expect[warning]


async def in_a_set(urls):
    return {await size(url) for url in urls}  # expect


async def filtered(urls):
    return [await size(url) for url in urls if url]  # expect


async def through_a_helper(urls):
    return [await indirect(url) for url in urls]  # expect


async def two_steps(urls):
    found = {}
    for url in urls:
        length = await size(url)  # expect[information]
        found[url] = length
    return found


async def skips(urls):
    for url in urls:
        if not url:
            continue
        await size(url)  # expect[information]


async def unpacked(pairs):
    for name, url in pairs:
        await size(url + name)  # expect


async def files(paths):
    for path in paths:
        await aiofiles.os.remove(path)  # expect


async def name_used_again(urls, others):
    for url in urls:
        await size(url)  # expect
    for url in others:
        await size(url)  # expect


async def inner_loop(groups):
    for group in groups:
        print(group)
        for url in group:
            await size(url)  # expect


async def unknown(items, handler):
    for item in items:
        await handler(item)  # expect[hint]


async def added_up(urls):
    total = 0
    for url in urls:
        total += await size(url)  # expect[hint]
    return total


async def goes_on(urls):
    for url in urls:
        try:
            await size(url)  # expect[hint]
        except OSError:
            print("passed over", url)


class Fleet:
    async def start(self, host):
        await asyncio.open_connection(host, 80)

    async def start_all(self, hosts):
        for host in hosts:
            await self.start(host)  # expect
