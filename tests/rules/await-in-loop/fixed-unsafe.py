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
    await asyncio.gather(*(size(url) for url in urls))  # expect: each `size` waits


async def collected(urls):
    sizes = await asyncio.gather(*(size(url) for url in urls))  # expect
    return sizes


async def listed(urls):
    return await asyncio.gather(*[size(url) for url in urls])  # expect[warning]


async def in_a_set(urls):
    return set(await asyncio.gather(*[size(url) for url in urls]))  # expect


async def filtered(urls):
    return await asyncio.gather(*[size(url) for url in urls if url])  # expect


async def through_a_helper(urls):
    return await asyncio.gather(*[indirect(url) for url in urls])  # expect


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
    await asyncio.gather(*(size(url + name) for name, url in pairs))  # expect


async def files(paths):
    await asyncio.gather(*(aiofiles.os.remove(path) for path in paths))  # expect


async def name_used_again(urls, others):
    await asyncio.gather(*(size(url) for url in urls))  # expect
    await asyncio.gather(*(size(url) for url in others))  # expect


async def inner_loop(groups):
    for group in groups:
        print(group)
        await asyncio.gather(*(size(url) for url in group))  # expect


async def unknown(items, handler):
    await asyncio.gather(*(handler(item) for item in items))  # expect[hint]


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
        await asyncio.gather(*(self.start(host) for host in hosts))  # expect
