import asyncio
import logging


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def save(row):
    await fetch(row)
    return len(row)


async def discarded(urls):
    await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=True)  # expect[warning]: passed over in silence


async def written_out(one, two):
    await asyncio.gather(fetch(one), fetch(two), return_exceptions=True)  # expect[warning]


async def never_read(urls):
    _ = await asyncio.gather(*map(fetch, urls), return_exceptions=True)  # expect[warning]


async def summed(rows):
    sizes = await asyncio.gather(*(save(row) for row in rows), return_exceptions=True)  # expect[warning]
    return sum(sizes)


async def used_one_by_one(urls):
    pages = await asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)  # expect[warning]
    for page in pages:
        print(page.decode())


async def taken_apart(one, two):
    first, second = await asyncio.gather(  # expect[warning]
        fetch(one), fetch(two), return_exceptions=True
    )
    return first.decode() + second.decode()


async def at_once(urls):
    for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True):  # expect[warning]
        print(page.decode())


async def only_exception(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return [r for r in results if not isinstance(r, Exception)]  # expect[warning]: lets a `CancelledError` through as a result


async def with_an_else(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    for url, result in zip(urls, results):
        if isinstance(result, Exception):  # expect[warning]
            logging.error("%s", url)
        else:
            print(result.decode())


async def with_continue(urls):
    for i, r in enumerate(await asyncio.gather(*map(fetch, urls), return_exceptions=True)):
        if isinstance(r, (Exception, ValueError)):  # expect[warning]
            continue
        print(i, r.decode())


async def one_of_two(one, two):
    first, second = await asyncio.gather(fetch(one), fetch(two), return_exceptions=True)
    if isinstance(first, Exception):  # expect[warning]
        return second
    return first


async def by_index(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return None if isinstance(results[0], Exception) else results[0]  # expect[warning]


async def only_logged(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):  # expect[hint]
            logging.error("%s", result)


async def lost(urls):
    pages = await asyncio.gather(*[fetch(url) for url in urls])  # expect[hint]: every other `fetch`
    for page in pages:
        print(page)


async def lost_in_a_try(urls):
    try:
        return await asyncio.gather(*[fetch(url) for url in urls])  # expect[hint]
    except OSError:
        logging.exception("no pages")
        return []


class Pool:
    def __init__(self, clients):
        self.clients = clients

    async def close(self):
        await asyncio.gather(*(client.aclose() for client in self.clients))  # expect[hint]: the rest of the clean-up


async def said_to_be_lost(urls):
    pages = await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=False)  # expect[hint]
    for page in pages:
        print(page)


async def in_a_handler(urls):
    try:
        await fetch("a")
    except OSError:
        await asyncio.gather(*map(fetch, urls), return_exceptions=True)  # expect[warning]
    except ValueError:
        raise


async def looked_at_before(urls):
    jobs = [fetch(url) for url in urls]
    print(len(jobs))
    await asyncio.gather(*jobs, return_exceptions=True)  # expect[warning]


async def asks_nothing(urls):
    for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True):  # expect[warning]
        print(page.decode(), urls.type)


async def in_a_comprehension(urls):
    return [page.decode() for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True)]  # expect[warning]


async def numbered(urls):
    pages = await asyncio.gather(*map(fetch, urls))  # expect[hint]: gather with `return_exceptions=True`
    for number, page in enumerate(pages):
        print(number, page)


class Kept:
    async def load(self, urls):
        try:
            self.pages = await asyncio.gather(*map(fetch, urls))  # expect[hint]
        except OSError:
            logging.exception("failed")

    async def close(self):
        await asyncio.gather(fetch("a"), fetch("b"))  # expect[hint]: `return_exceptions=True`


async def tuple_of_classes(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return [r for r in results if not isinstance(r, (ValueError, Exception))]  # expect[warning]


async def by_member(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return [r for r in results if not isinstance(r, builtins.Exception)]  # expect[warning]


async def asked_of_each(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    failed = any(isinstance(r, Exception) for r in results)  # expect[hint]
    return failed


async def only_the_failed(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return [r for r in results if isinstance(r, Exception)]  # expect[hint]
