"""Coroutines that never run."""
import asyncio


async def check(x):
    await asyncio.sleep(0)
    return x


async def statement(x):
    await check(x)  # expect[error]: `check` is a coroutine and is never awaited
    await asyncio.sleep(1)  # expect
    queue = asyncio.Queue()
    await queue.put(x)  # expect


async def values(x):
    if await check(x):  # expect: as a condition
        pass
    while not await check(x):  # expect
        pass
    total = await check(x) + 1  # expect
    text = f"{await check(x)}"  # expect: as text
    for item in await check(x):  # expect: iterate
        pass
    first = (await check(x))[0]  # expect
    name = (await check(x)).name  # expect
    return total, text, item, first, name, await check(x) == 1  # expect


async def kept(x):
    result = await check(x)  # expect: kept in `result`
    _ = await check(x)  # expect


class Service:
    async def stop(self):
        await asyncio.sleep(0)

    def close(self):
        self.stop()  # expect

    async def restart(self):
        await self.stop()  # expect


class Child(Service):
    async def restart(self):
        await super().stop()  # expect


def synchronous(x):
    check(x)  # expect
