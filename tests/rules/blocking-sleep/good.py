import asyncio
import time
from time import sleep


def synchronous():
    time.sleep(1)


async def native():
    await asyncio.sleep(1)


async def in_thread():
    await asyncio.to_thread(time.sleep, 1)


async def inner_function():
    def wait():
        time.sleep(1)

    await asyncio.to_thread(wait)


async def in_lambda(loop):
    await loop.run_in_executor(None, lambda: sleep(1))


async def shadowed(time):
    time.sleep(1)


async def rebound():
    sleep = asyncio.sleep
    await sleep(1)


async def own_method(self):
    self.sleep(1)
    self.time.sleep(1)


async def lazy(xs):
    return (sleep(1) for _ in xs)


async def clock():
    return time.monotonic(), time.time()


async def awaited(pause):
    time = pause
    await time.sleep(1)


def watches(end):
    while time.time() < end:
        pass
