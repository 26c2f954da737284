import time
import time as clock
from time import sleep
from time import sleep as pause
import asyncio


async def poll(job):
    while not job.done:
        await asyncio.sleep(1)


async def aliases():
    await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    await asyncio.sleep(1)


async def nested():
    async def inner():
        await asyncio.sleep(1)

    await inner()


async def in_expression(x):
    return [await asyncio.sleep(1) for _ in x]


async def default():
    def later(at=await asyncio.sleep(1)):
        return at

    return later


async def unbound():
    try:
        import gevent
    except ImportError:
        gevent = None
    gevent.sleep(1)


class Worker:
    async def run(self):
        if self.busy:
            await asyncio.sleep(self.delay)


async def gives_way():
    await asyncio.sleep(0)


async def others(seconds, options):
    await asyncio.sleep(0)
    await asyncio.sleep(00)
    await asyncio.sleep(options)
    time.sleep(*options)
    time.sleep(1, seconds)
    time.sleep()
