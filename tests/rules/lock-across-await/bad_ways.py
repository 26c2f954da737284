import asyncio
import threading

GATE = asyncio.Lock()


async def of_the_module():
    async with GATE:
        await asyncio.sleep(1)


async def around_it():
    async with GATE:
        await of_the_module()  # expect: `GATE`


async def of_somebody(holder):
    with holder.lock:  # expect[hint]
        await asyncio.sleep(1)


class Store:
    def __init__(self):
        self.gate = asyncio.Lock()
        self.other = asyncio.Lock()
        self.ready = False

    async def locked(self):
        async with self.gate:
            await asyncio.sleep(1)

    async def by_gather(self):
        async with self.gate:
            await asyncio.gather(self.locked(), asyncio.sleep(1))  # expect: `self.gate`

    async def by_wait_for(self):
        async with self.gate:
            await asyncio.wait_for(self.locked(), 1)  # expect

    async def steps(self):
        await self.step()

    async def step(self):
        await asyncio.sleep(0)
        await self.locked()

    async def by_steps(self):
        async with self.gate:
            await self.steps()  # expect

    async def when_ready(self):
        if self.ready:
            async with self.gate:
                await asyncio.sleep(1)

    async def when_found(self):
        found = self.ready
        if found:
            async with self.gate:
                await asyncio.sleep(1)

    async def while_given(self, again):
        while again:
            async with self.gate:
                await asyncio.sleep(1)

    async def asks_later(self, again):
        async with self.gate:
            await asyncio.sleep(1)
        if again:
            await asyncio.sleep(1)

    async def all_of_them(self):
        async with self.gate:
            await self.when_ready()  # expect
            await self.when_found()  # expect
            await self.while_given(True)  # expect
            await self.asks_later(True)  # expect

    async def releases_another(self):
        await self.other.acquire()
        async with self.gate:
            await self.locked()  # expect
            self.other.release()

    async def released_before(self):
        await self.gate.acquire()
        self.gate.release()
        async with self.gate:
            await self.locked()  # expect
