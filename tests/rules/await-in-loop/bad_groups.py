import asyncio


async def size(url):
    return len(url)


async def others(urls):
    async with asyncio.TaskGroup() as group:
        group.create_task(size(urls[0]))


async def listed(urls):
    if urls:
        return [await size(url) for url in urls]  # expect


async def as_set(urls):
    sizes = {await size(url) for url in urls}  # expect
    return sizes
