import asyncio
import threading


class Store:
    def __init__(self):
        self.gate = asyncio.Lock()
        self.other = asyncio.Lock()
        self.guard = threading.Lock()

    async def locked(self):
        async with self.gate:
            await asyncio.sleep(1)

    async def other_locked(self):
        async with self.other:
            await asyncio.sleep(1)

    async def not_waited_for(self):
        async with self.gate:
            task = asyncio.create_task(self.locked())
            later = self.locked()
            both = asyncio.gather(self.locked(), asyncio.sleep(1))
            await self.keep(self.locked())
        return await task, await both, await later

    async def of_another(self, other: "Store"):
        async with self.gate:
            await other.locked()
            await self.other_locked()
            await self.other.acquire()
            self.pending = self.gate.acquire()
            await acquire()

    async def asked(self, lock=True):
        if lock:
            async with self.gate:
                await asyncio.sleep(1)

    async def by_key(self, key):
        if key:
            async with self.gate:
                await asyncio.sleep(1)

    async def unless_locked(self):
        if not self.is_locked:
            async with self.gate:
                await asyncio.sleep(1)

    async def leaves_early(self, held):
        if held:
            return
        async with self.gate:
            await asyncio.sleep(1)

    async def optional(self):
        async with self.gate:
            await self.asked(False)
            await self.by_key(None)
            await self.unless_locked()
            await self.leaves_early(True)

    async def again(self, number):
        await self.again(number - 1)

    async def recursion(self):
        async with self.gate:
            await self.again(3)

    async def in_a_function(self):
        async with self.gate:

            async def later():
                async with self.gate:
                    await asyncio.sleep(1)

            async def other():
                await self.locked()

        await later()
        await other()

    async def two_locks(self):
        async with self.gate:
            async with self.other:
                await asyncio.sleep(1)

    async def far(self):
        await self.far_1()

    async def far_1(self):
        await self.far_2()

    async def far_2(self):
        await self.far_3()

    async def far_3(self):
        await self.far_4()

    async def far_4(self):
        await self.locked()

    async def too_far_to_see(self):
        async with self.gate:
            await self.far()

    async def other_mistakes(self, holder):
        with self.gate:
            await asyncio.sleep(1)
        async with self.guard:
            await asyncio.sleep(1)
        with threading.Lock():
            await asyncio.sleep(1)
        with holder.locks[1]:
            await asyncio.sleep(1)
