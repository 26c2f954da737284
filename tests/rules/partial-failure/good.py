import asyncio
import logging


async def fetch(url):
    reader, writer = await asyncio.open_connection(url, 80)
    return await reader.read()


async def careful(url):
    try:
        await fetch(url)
    except OSError:
        logging.exception("failed")


async def all_looked_at(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    errors = [r for r in results if isinstance(r, BaseException)]
    if errors:
        raise errors[0]
    return results


async def returned(urls):
    return await asyncio.gather(*map(fetch, urls), return_exceptions=True)


async def returned_by_name(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    return dict(zip(urls, results))


async def passed_on(urls, check):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    check(results)


async def each_passed_on(urls, check):
    for result in await asyncio.gather(*map(fetch, urls), return_exceptions=True):
        check(result)


class Store:
    async def fill(self, urls):
        self.results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)


async def after_cancel(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def shutdown(clients):
    await asyncio.gather(*(client.drain() for client in clients), return_exceptions=True)


async def in_finally(urls, clients):
    try:
        print(urls)
    finally:
        await asyncio.gather(*(client.drain() for client in clients), return_exceptions=True)


async def that_releases(clients):
    await asyncio.gather(*(client.disconnect() for client in clients), return_exceptions=True)


async def that_catches(urls):
    await asyncio.gather(*(careful(url) for url in urls), return_exceptions=True)


async def matched(urls):
    for result in await asyncio.gather(*map(fetch, urls), return_exceptions=True):
        match result:
            case BaseException():
                print("failed")
            case _:
                print(result.decode())


async def cancelled_first(urls):
    for r in await asyncio.gather(*map(fetch, urls), return_exceptions=True):
        if isinstance(r, asyncio.CancelledError):
            raise r
        if isinstance(r, Exception):
            continue
        print(r.decode())


async def not_a_result(values):
    return [v for v in values if not isinstance(v, Exception)]


async def without_the_keyword(urls):
    results = await asyncio.gather(*map(fetch, urls))
    return [r for r in results if not isinstance(r, Exception)]


async def explicit(urls):
    await asyncio.gather(*map(fetch, urls), return_exceptions=False)


async def fail_as_one(urls):
    return await asyncio.gather(*map(fetch, urls))


async def raised_again(urls):
    try:
        return await asyncio.gather(*map(fetch, urls))
    except OSError as error:
        raise LookupError("pages") from error


async def handed_on(urls, report):
    try:
        return await asyncio.gather(*map(fetch, urls))
    except OSError as error:
        return report.failure(error)


async def few():
    pages = await asyncio.gather(*[fetch(host) for host in ("a", "b")])
    for page in pages:
        print(page)


async def together(one, two):
    first, second = await asyncio.gather(fetch(one), fetch(two))
    return first + second


async def tasks_of_others(tasks):
    await asyncio.gather(*tasks, return_exceptions=True)


async def looked_at_as_tasks(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        if task.exception():
            print(task)


async def destroy(instances):
    await asyncio.gather(*(instance.run_hooks("before") for instance in instances))


async def says_good_bye(writer, frame):
    try:
        await frame.sent()
    except OSError:
        await asyncio.gather(writer.drain(), frame.forget(), return_exceptions=True)
        raise


async def reject_all(futures, error):
    tasks = []
    for future in futures:
        future.throw(error)
        tasks.append(future)
    await asyncio.gather(*tasks, return_exceptions=True)


async def as_the_caller_wants(urls, tolerant, **options):
    pages = await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=tolerant)
    for page in pages:
        print(page)
    others = await asyncio.gather(*[fetch(url) for url in urls], **options)
    for other in others:
        print(other)


async def cleans_up_and_raises(urls):
    try:
        await fetch("a")
    except OSError:
        await asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)
        raise


async def looked_at_afterwards(urls):
    jobs = [fetch(url) for url in urls]
    await asyncio.gather(*jobs, return_exceptions=True)
    print(len(jobs))


async def cancelled_here(urls):
    jobs = [asyncio.create_task(fetch(url)) for url in urls]
    for job in jobs:
        job.cancel()
    await asyncio.gather(*jobs, return_exceptions=True)


async def two_that_catch():
    await asyncio.gather(careful("a"), careful("b"), return_exceptions=True)


async def asks_before(urls):
    if isinstance(urls, str):
        urls = [urls]
    for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True):
        print(page.decode())


async def asks_for_the_class(urls, known):
    for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True):
        print(page.decode(), known.__class__)


async def matches_before(urls):
    match urls:
        case []:
            return
    for page in await asyncio.gather(*map(fetch, urls), return_exceptions=True):
        print(page.decode())


async def knows_base(urls):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            print("failed")
        elif isinstance(result, BaseException):
            raise result


async def other_classes(urls, check):
    results = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    for result in results:
        if isinstance(result, OSError) or check(result, Exception):
            print("failed")


async def tells_and_raises(urls):
    try:
        return await asyncio.gather(*map(fetch, urls))
    except OSError:
        logging.exception("failed")
        raise


async def close_one(one):
    await asyncio.gather(fetch(one))


async def close_carefully(one, two):
    await asyncio.gather(careful(one), careful(two))


async def close_cancelled(urls):
    jobs = [asyncio.create_task(fetch(url)) for url in urls]
    for job in jobs:
        job.cancel()
    await asyncio.gather(*jobs)
