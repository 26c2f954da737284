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
    await asyncio.gather(*(size(url) for url in urls))


async def collected(urls):
    sizes = await asyncio.gather(*(size(url) for url in urls))
    return sizes


async def listed(urls):
    return await asyncio.gather(*[size(url) for url in urls])


async def in_a_set(urls):
    return set(await asyncio.gather(*[size(url) for url in urls]))


async def filtered(urls):
    return await asyncio.gather(*[size(url) for url in urls if url])


async def through_a_helper(urls):
    return await asyncio.gather(*[indirect(url) for url in urls])


async def two_steps(urls):
    found = {}

    async def handle_url(url):
        length = await size(url)
        return url, length

    for key, value in await asyncio.gather(*(handle_url(url) for url in urls)):
        found[key] = value
    return found


async def skips(urls):
    async def handle_url(url):
        if not url:
            return
        await size(url)

    await asyncio.gather(*(handle_url(url) for url in urls))


async def unpacked(pairs):
    await asyncio.gather(*(size(url + name) for name, url in pairs))


async def files(paths):
    await asyncio.gather(*(aiofiles.os.remove(path) for path in paths))


async def name_used_again(urls, others):
    await asyncio.gather(*(size(url) for url in urls))
    await asyncio.gather(*(size(url) for url in others))


async def inner_loop(groups):
    for group in groups:
        print(group)
        await asyncio.gather(*(size(url) for url in group))


async def unknown(items, handler):
    await asyncio.gather(*(handler(item) for item in items))


async def added_up(urls):
    total = 0
    for value in await asyncio.gather(*(size(url) for url in urls)):
        total += value
    return total


async def goes_on(urls):
    async def handle_url(url):
        try:
            await size(url)
        except OSError:
            print("passed over", url)

    await asyncio.gather(*(handle_url(url) for url in urls))


class Fleet:
    async def start(self, host):
        await asyncio.open_connection(host, 80)

    async def start_all(self, hosts):
        await asyncio.gather(*(self.start(host) for host in hosts))
