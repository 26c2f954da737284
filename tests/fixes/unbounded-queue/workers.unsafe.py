"""With a size the same items arrive, and the producer waits for room."""
import asyncio


async def producer(jobs):
    for number in range(250):
        await jobs.put(number)
    await jobs.put(None)


async def consumer(jobs):
    seen = []
    while (item := await jobs.get()) is not None:
        seen.append(item)
    return seen


async def main():
    jobs = asyncio.Queue()
    _, seen = await asyncio.gather(producer(jobs), consumer(jobs))
    print(len(seen), seen == sorted(seen))


asyncio.run(main())
