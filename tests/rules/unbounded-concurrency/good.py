import asyncio
from itertools import islice

import aiolimiter

HOSTS = ["a", "b", "c"]
slots = asyncio.Semaphore(5)
rate = aiolimiter.AsyncLimiter(10)


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def polite(url):
    async with slots:
        return await fetch(url)


async def through_a_helper(url):
    return await polite(url)


async def literal():
    return await asyncio.gather(*[fetch(host) for host in ("a", "b")])


async def constant():
    return await asyncio.gather(*[fetch(host) for host in HOSTS])


async def small_range():
    return await asyncio.gather(*[fetch(f"/{n}") for n in range(8)])


async def sliced(urls):
    for start in range(0, len(urls), 10):
        await asyncio.gather(*[fetch(url) for url in urls[start : start + 10]])


async def one_batch(batch):
    await asyncio.gather(*[fetch(url) for url in batch])


async def in_chunks(urls, chunks):
    for chunk in chunks(urls, 10):
        await asyncio.gather(*map(fetch, chunk))


async def the_first_few(urls):
    await asyncio.gather(*[fetch(url) for url in islice(urls, 10)])


async def behind_a_semaphore(urls):
    return await asyncio.gather(*[polite(url) for url in urls])


async def further_behind(urls):
    return await asyncio.gather(*[through_a_helper(url) for url in urls])


async def by_mapping(urls):
    return await asyncio.gather(*map(polite, urls))


async def local_semaphore(urls):
    semaphore = asyncio.Semaphore(10)

    async def load(url):
        async with semaphore:
            return await fetch(url)

    return await asyncio.gather(*[load(url) for url in urls])


async def given_a_semaphore(urls, load, sem):
    return await asyncio.gather(*[load(url, sem) for url in urls])


async def given_a_pool(urls, load, pool):
    return await asyncio.gather(*[load(pool, url) for url in urls])


async def rate_limited(urls):
    async def load(url):
        async with rate:
            return await fetch(url)

    return await asyncio.gather(*[load(url) for url in urls])


async def acquired_before(urls):
    tasks = []
    for url in urls:
        await slots.acquire()
        tasks.append(asyncio.create_task(fetch(url)))
    await asyncio.gather(*tasks)


async def workers(queue, work, number):
    await asyncio.gather(*[work(queue) for _ in range(number)])


async def closing(clients):
    await asyncio.gather(*[client.close() for client in clients])


async def waiting(tasks):
    await asyncio.gather(*tasks)


async def those_there(tasks):
    await asyncio.gather(*[task for task in tasks if not task.done()])


async def the_first_to_answer(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)


async def calculate(n):
    return n + 1


async def nothing_waited_for(numbers):
    return await asyncio.gather(*[calculate(n) for n in numbers])


async def written_out(one, two):
    return await asyncio.gather(fetch(one), fetch(two))


async def a_stream(urls, nursery):
    async for url in urls:
        nursery.start_soon(fetch, url)


async def one_after_the_other(urls):
    for url in urls:
        await fetch(url)


async def of_members(jobs, table):
    await asyncio.gather(*[job.task for job in jobs])
    await asyncio.gather(*[table[job] for job in jobs])


async def processes(children):
    await asyncio.gather(*[child.wait_closed() for child in children])


async def in_groups(urls, stream, tg, work):
    tg.create_task(fetch(urls[0]))
    while urls:
        tg.create_task(fetch(urls.pop()))
    async for url in stream:
        tg.create_task(fetch(url))
    for url in urls:
        tg.start_soon(work)
        tg.finish(fetch(url))
        urls.create_task(fetch(url))


async def on_the_loop(urls):
    loop = asyncio.get_running_loop()
    for url in urls:
        loop.create_task(fetch(url))
