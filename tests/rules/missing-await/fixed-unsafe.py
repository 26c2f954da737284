"""Coroutines that never run."""
import asyncio


async def check(x):
    await asyncio.sleep(0)
    return x


async def statement(x):
    await check(x)
    await asyncio.sleep(1)
    queue = asyncio.Queue()
    await queue.put(x)


async def values(x):
    if await check(x):
        pass
    while not await check(x):
        pass
    total = await check(x) + 1
    text = f"{await check(x)}"
    for item in await check(x):
        pass
    first = (await check(x))[0]
    name = (await check(x)).name
    return total, text, item, first, name, await check(x) == 1


async def kept(x):
    result = await check(x)
    _ = await check(x)


class Service:
    async def stop(self):
        await asyncio.sleep(0)

    def close(self):
        self.stop()

    async def restart(self):
        await self.stop()


class Child(Service):
    async def restart(self):
        await super().stop()


def synchronous(x):
    check(x)


def iscoroutinefunction(f):
    check(f)
    if f.ready:
        check(f)


if asyncio.iscoroutinefunction(check):

    async def defined(x):
        await check(x)


async def behind(x):
    if x:
        iscoroutinefunction(check)
        await check(x)
    for each in iscoroutinefunction, x:
        await check(each)


async def member(task: asyncio.Event):
    return task.wait().real, asyncio.sleep(1).real, (await check(1)).real
