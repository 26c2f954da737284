import asyncio
import logging


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def save(row):
    await fetch(row)
    return len(row)


async def discarded(urls):
    results_2 = await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=True)
    for result_2 in results_2:
        if isinstance(result_2, BaseException):
            raise result_2


async def written_out(one, two):
    results_2 = await asyncio.gather(fetch(one), fetch(two), return_exceptions=True)
    for result_2 in results_2:
        if isinstance(result_2, BaseException):
            raise result_2


async def never_read(urls):
    _ = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    for result_2 in _:
        if isinstance(result_2, BaseException):
            raise result_2


async def summed(rows):
    sizes = await asyncio.gather(*(save(row) for row in rows), return_exceptions=True)
    for result_2 in sizes:
        if isinstance(result_2, BaseException):
            raise result_2
    return sum(sizes)


async def used_one_by_one(urls):
    pages = await asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)
    for result_2 in pages:
        if isinstance(result_2, BaseException):
            raise result_2
    for page in pages:
        print(page.decode())


async def taken_apart(one, two):
    first, second = await asyncio.gather(
        fetch(one), fetch(two), return_exceptions=True
    )
    for result_2 in first, second:
        if isinstance(result_2, BaseException):
            raise result_2
    return first.decode() + second.decode()


async def at_once(urls):
    for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True):
        print(page.decode())


async def only_exception(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return [r for r in results if not isinstance(r, BaseException)]


async def with_an_else(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    for url, result in zip(urls, results):
        if isinstance(result, BaseException):
            logging.error("%s", url)
        else:
            print(result.decode())


async def with_continue(urls):
    for i, r in enumerate(await asyncio.gather(*map(fetch, urls), return_exceptions=True)):
        if isinstance(r, (BaseException, ValueError)):
            continue
        print(i, r.decode())


async def one_of_two(one, two):
    first, second = await asyncio.gather(fetch(one), fetch(two), return_exceptions=True)
    if isinstance(first, BaseException):
        return second
    return first


async def by_index(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return None if isinstance(results[0], BaseException) else results[0]


async def only_logged(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            logging.error("%s", result)


async def lost(urls):
    settled = await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=True)
    for one_2 in settled:
        if isinstance(one_2, BaseException):
            logging.error("one of several failed", exc_info=one_2)
    pages = [one_2 for one_2 in settled if not isinstance(one_2, BaseException)]
    for page in pages:
        print(page)


async def lost_in_a_try(urls):
    try:
        return await asyncio.gather(*[fetch(url) for url in urls])
    except OSError:
        logging.exception("no pages")
        return []


class Pool:
    def __init__(self, clients):
        self.clients = clients

    async def close(self):
        await asyncio.gather(*(client.aclose() for client in self.clients), return_exceptions=True)


async def said_to_be_lost(urls):
    settled = await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=True)
    for one_2 in settled:
        if isinstance(one_2, BaseException):
            logging.error("one of several failed", exc_info=one_2)
    pages = [one_2 for one_2 in settled if not isinstance(one_2, BaseException)]
    for page in pages:
        print(page)


async def in_a_handler(urls):
    try:
        await fetch("a")
    except OSError:
        results_2 = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
        for result_2 in results_2:
            if isinstance(result_2, BaseException):
                raise result_2
    except ValueError:
        raise


async def looked_at_before(urls):
    jobs = [fetch(url) for url in urls]
    print(len(jobs))
    results_2 = await asyncio.gather(*jobs, return_exceptions=True)
    for result_2 in results_2:
        if isinstance(result_2, BaseException):
            raise result_2


async def asks_nothing(urls):
    for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True):
        print(page.decode(), urls.type)


async def in_a_comprehension(urls):
    return [page.decode() for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True)]


async def numbered(urls):
    pages = await asyncio.gather(*map(fetch, urls))
    for number, page in enumerate(pages):
        print(number, page)


class Kept:
    async def load(self, urls):
        try:
            self.pages = await asyncio.gather(*map(fetch, urls))
        except OSError:
            logging.exception("failed")

    async def close(self):
        await asyncio.gather(fetch("a"), fetch("b"), return_exceptions=True)


async def tuple_of_classes(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return [r for r in results if not isinstance(r, (ValueError, BaseException))]


async def by_member(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return [r for r in results if not isinstance(r, builtins.Exception)]


async def asked_of_each(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    failed = any(isinstance(r, BaseException) for r in results)
    return failed


async def only_the_failed(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return [r for r in results if isinstance(r, BaseException)]
