# What failed comes to light: the one that failed is raised once all are done.
import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(message)s")
done = []


async def work(n):
    await asyncio.sleep(0.01 * n)
    if n == 1:
        raise LookupError(n)
    done.append(n)
    return n


async def discarded():
    await asyncio.gather(*[work(n) for n in range(30)], return_exceptions=True)


async def cancelled(urls):
    async def sleeps(n):
        await asyncio.sleep(n)
        return n

    tasks = [asyncio.create_task(sleeps(n)) for n in urls]
    asyncio.get_running_loop().call_later(0.02, tasks[1].cancel)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    return [r for r in results if not isinstance(r, Exception)]


async def main():
    try:
        await discarded()
        print("nothing failed")
    except LookupError as error:
        print("failed", error, len(done))
    print([type(one).__name__ for one in await cancelled([0.01, 0.05, 0.03])])


asyncio.run(main())
# after:
# failed 1 29
# ['float', 'float']
