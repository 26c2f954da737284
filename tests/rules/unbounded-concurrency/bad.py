import asyncio


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def listed(urls):
    return await asyncio.gather(*[fetch(url) for url in urls])  # expect[hint]: `fetch` runs for every item of `urls` at once


async def generated(urls):
    await asyncio.gather(*(fetch(url) for url in urls if url))  # expect


async def mapped(urls):
    return await asyncio.gather(*map(fetch, urls))  # expect


async def as_tasks(pairs):
    tasks = [asyncio.create_task(fetch(host + path)) for host, path in pairs]
    return await asyncio.gather(*tasks)  # expect


async def appended(groups):
    tasks = []
    for group in groups:
        for url in group:
            tasks.append(fetch(url))
    await asyncio.gather(*tasks)  # expect


async def waited_for(urls):
    done, _ = await asyncio.wait([asyncio.create_task(fetch(url)) for url in urls])  # expect
    return done


async def as_they_come(urls):
    for answer in asyncio.as_completed([fetch(url) for url in urls]):  # expect
        print(await answer)


async def with_a_limit_of_time(urls):
    await asyncio.gather(*[asyncio.wait_for(fetch(url), 3) for url in urls])  # expect


async def in_a_group(urls):
    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(fetch(url))  # expect


async def numbered(urls):
    await asyncio.gather(*[fetch(f"{url}{i}") for i, url in enumerate(urls)])  # expect


async def many():
    await asyncio.gather(*[fetch(f"/{n}") for n in range(5000)])  # expect


class Client:
    async def get(self, url):
        return await fetch(url)

    async def all(self, urls):
        return await asyncio.gather(*[self.get(url) for url in urls], return_exceptions=True)  # expect
