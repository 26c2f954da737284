"""Coroutines that never run."""
import asyncio


async def check(x):
    await asyncio.sleep(0)
    return x


async def statement(x):
    check(x)  # expect[error]: `check` is a coroutine and is never awaited
    asyncio.sleep(1)  # expect
    queue = asyncio.Queue()
    queue.put(x)  # expect


async def values(x):
    if check(x):  # expect: as a condition
        pass
    while not check(x):  # expect
        pass
    total = check(x) + 1  # expect
    text = f"{check(x)}"  # expect: as text
    for item in check(x):  # expect: iterate
        pass
    first = check(x)[0]  # expect
    name = check(x).name  # expect
    return total, text, item, first, name, check(x) == 1  # expect


async def kept(x):
    result = check(x)  # expect: kept in `result`
    _ = check(x)  # expect


class Service:
    async def stop(self):
        await asyncio.sleep(0)

    def close(self):
        self.stop()  # expect

    async def restart(self):
        self.stop()  # expect


class Child(Service):
    async def restart(self):
        super().stop()  # expect


def synchronous(x):
    check(x)  # expect


def iscoroutinefunction(f):
    check(f)  # expect
    if f.ready:
        check(f)  # expect


if asyncio.iscoroutinefunction(check):

    async def defined(x):
        check(x)  # expect


async def behind(x):
    if x:
        iscoroutinefunction(check)
        check(x)  # expect
    for each in iscoroutinefunction, x:
        check(each)  # expect


async def member(task: asyncio.Event):
    return task.wait().real, asyncio.sleep(1).real, check(1).real  # expect
