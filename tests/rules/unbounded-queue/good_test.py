import asyncio


class TestJobs:
    def setup(self):
        self.jobs = asyncio.Queue()

    async def test_put(self):
        await self.jobs.put(1)
