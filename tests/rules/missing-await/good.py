"""Coroutines that are awaited, or that somebody else has."""
import asyncio
from contextlib import asynccontextmanager
from functools import wraps
from inspect import iscoroutinefunction

from elsewhere import traced


async def check(x):
    await asyncio.sleep(0)
    return x


async def awaited(x, results):
    await check(x)
    if await check(x):
        pass
    coroutine = check(x)
    results.append(check(x))
    results["x"] = check(x)
    asyncio.create_task(check(x))
    await asyncio.gather(check(x), *[check(y) for y in range(3)])
    pending = {check(x), check(x)}
    await asyncio.wait([asyncio.ensure_future(c) for c in pending])
    await coroutine
    return check(x)


def passes(x, run):
    run(check(x))
    asyncio.run(check(x))
    return lambda: check(x)


@asynccontextmanager
async def opened(x):
    yield x


@traced
async def decorated(x):
    return x


async def generator(x):
    yield x


async def not_coroutines(x):
    opened(x)
    decorated(x)
    generator(x)
    check(x).close()


async def rebound(x, flag):
    do = check
    if flag:
        do = print
    do(x)


def replaced(x):
    check = print
    check(x)


class Service:
    async def stop(self):
        pass

    def replace(self):
        self.stop = print
        self.stop()


class Plugin:
    async def decrypt(self, message):
        raise NotImplementedError

    async def receive(self, message):
        decrypt = self.decrypt
        if iscoroutinefunction(decrypt):
            await decrypt(message)
        else:
            decrypt(message)


async def either(ask):
    return await check(ask) if inspect.iscoroutinefunction(check) else check(ask).upper()
