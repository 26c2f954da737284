import asyncio


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def token(url):
    return await fetch(url)


async def with_an_await(urls):
    await asyncio.gather(*[fetch(await token(url)) for url in urls])  # expect: bound it with a semaphore


async def with_a_walrus(urls):
    await asyncio.gather(*[fetch(last := url) for url in urls])  # expect
    return last


async def with_a_comment(urls):
    await asyncio.gather(  # expect
        *[
            fetch(  # now
                url
            )
            for url in urls
        ]
    )


def not_async(urls):
    return asyncio.gather(*[fetch(url) for url in urls])  # expect


async def by_lambda(urls):
    await asyncio.gather(*map(lambda url: fetch(url), urls))  # expect


class Pages:
    async def by_member(self, urls):
        await asyncio.gather(*map(self.load, urls))  # expect

    async def load(self, url):
        return await fetch(url)
