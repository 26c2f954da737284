import asyncio


async def size(url):
    return len(url)


async def others(urls):
    async with asyncio.TaskGroup() as group:
        group.create_task(size(urls[0]))


async def listed(urls):
    if urls:
        return await asyncio.gather(*[size(url) for url in urls])


async def as_set(urls):
    sizes = set(await asyncio.gather(*[size(url) for url in urls]))
    return sizes
