import asyncio


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def token(url):
    return await fetch(url)


async def with_an_await(urls):
    await asyncio.gather(*[fetch(await token(url)) for url in urls])


async def with_a_walrus(urls):
    await asyncio.gather(*[fetch(last := url) for url in urls])
    return last


async def with_a_comment(urls):
    await asyncio.gather(
        *[
            fetch(  # now
                url
            )
            for url in urls
        ]
    )


def not_async(urls):
    return asyncio.gather(*[fetch(url) for url in urls])


async def by_lambda(urls):
    semaphore = asyncio.Semaphore(10)

    async def bounded(item):
        async with semaphore:
            return await (lambda url: fetch(url))(item)

    await asyncio.gather(*map(bounded, urls))


class Pages:
    async def by_member(self, urls):
        semaphore = asyncio.Semaphore(10)

        async def bounded(item):
            async with semaphore:
                return await self.load(item)

        await asyncio.gather(*map(bounded, urls))

    async def load(self, url):
        return await fetch(url)
