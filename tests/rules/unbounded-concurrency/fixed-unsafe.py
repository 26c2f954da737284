import asyncio


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def listed(urls):
    semaphore = asyncio.Semaphore(10)

    async def bounded(url):
        async with semaphore:
            return await fetch(url)

    return await asyncio.gather(*[bounded(url) for url in urls])


async def generated(urls):
    semaphore = asyncio.Semaphore(10)

    async def bounded(url):
        async with semaphore:
            return await fetch(url)

    await asyncio.gather(*(bounded(url) for url in urls if url))


async def mapped(urls):
    semaphore = asyncio.Semaphore(10)

    async def bounded(item):
        async with semaphore:
            return await fetch(item)

    return await asyncio.gather(*map(bounded, urls))


async def as_tasks(pairs):
    semaphore = asyncio.Semaphore(10)

    async def bounded(host, path):
        async with semaphore:
            return await fetch(host + path)

    tasks = [asyncio.create_task(bounded(host, path)) for host, path in pairs]
    return await asyncio.gather(*tasks)


async def appended(groups):
    tasks = []
    semaphore = asyncio.Semaphore(10)

    async def bounded(url):
        async with semaphore:
            return await fetch(url)

    for group in groups:
        for url in group:
            tasks.append(bounded(url))
    await asyncio.gather(*tasks)


async def waited_for(urls):
    semaphore = asyncio.Semaphore(10)

    async def bounded(url):
        async with semaphore:
            return await fetch(url)

    done, _ = await asyncio.wait([asyncio.create_task(bounded(url)) for url in urls])
    return done


async def as_they_come(urls):
    semaphore = asyncio.Semaphore(10)

    async def bounded(url):
        async with semaphore:
            return await fetch(url)

    for answer in asyncio.as_completed([bounded(url) for url in urls]):
        print(await answer)


async def with_a_limit_of_time(urls):
    semaphore = asyncio.Semaphore(10)

    async def bounded(url):
        async with semaphore:
            return await asyncio.wait_for(fetch(url), 3)

    await asyncio.gather(*[bounded(url) for url in urls])


async def in_a_group(urls):
    async with asyncio.TaskGroup() as group:
        semaphore = asyncio.Semaphore(10)

        async def bounded(url):
            async with semaphore:
                return await fetch(url)

        for url in urls:
            group.create_task(bounded(url))


async def numbered(urls):
    semaphore = asyncio.Semaphore(10)

    async def bounded(url, i):
        async with semaphore:
            return await fetch(f"{url}{i}")

    await asyncio.gather(*[bounded(url, i) for i, url in enumerate(urls)])


async def many():
    semaphore = asyncio.Semaphore(10)

    async def bounded(n):
        async with semaphore:
            return await fetch(f"/{n}")

    await asyncio.gather(*[bounded(n) for n in range(5000)])


class Client:
    async def get(self, url):
        return await fetch(url)

    async def all(self, urls):
        semaphore = asyncio.Semaphore(10)

        async def bounded(url):
            async with semaphore:
                return await self.get(url)

        return await asyncio.gather(*[bounded(url) for url in urls], return_exceptions=True)
