"""Which function evaluates what, and whether at once."""
import asyncio
import time


async def outer(xs):
    def nested():
        time.sleep(1)

    later = lambda: time.sleep(2)

    def default(x=time.sleep(3)):
        pass

    class Body:
        time.sleep(4)

    eager = [time.sleep(x) for x in xs]
    lazy = (time.sleep(x) for x in xs)
    first = (x for x in time.sleep(5))
    all(time.sleep(x) for x in xs)
    for y in (time.sleep(x) for x in xs):
        pass
    await asyncio.to_thread(time.sleep, 6)
    await (time.sleep(7) if xs else other())
    async with asyncio.timeout(1):
        time.sleep(8)
    async for z in other():
        time.sleep(9)
    while time.sleep(10):
        time.sleep(11)


async def after():
    time.sleep(12)


class Names:
    sleep = 1

    async def method(self):
        sleep(1)

    @property
    def lazy(self):
        return 1

    @staticmethod
    async def static():
        pass

    @cached
    async def decorated(self):
        await self.static()
