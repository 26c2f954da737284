import time
import asyncio


async def zero(xs):
    await asyncio.sleep(0)
    await asyncio.sleep("0")
    time.sleep(*xs)
