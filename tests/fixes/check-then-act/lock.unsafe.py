import asyncio

# after:
# 1 made, 1 loaded, 1 once
made = []
loaded = []


async def load(log):
    await asyncio.sleep(0)
    log.append(1)
    return len(log)


cache = {}


async def get(key):
    value = cache.get(key)
    if value is None:
        value = await load(loaded)
        cache[key] = value
    return value


class Pool:
    def __init__(self):
        """Makes nothing yet."""
        self.client = None
        self.started = 0

    async def get(self):
        if self.client is None:
            self.client = await load(made)
        return self.client

    async def ensure_ready(self):
        if self.started:
            return
        await asyncio.sleep(0)
        self.started = self.started + 1


async def main():
    pool = Pool()
    await asyncio.gather(*(pool.get() for _ in range(5)), *(get("a") for _ in range(5)),
                         *(pool.ensure_ready() for _ in range(5)))
    print(f"{len(made)} made, {len(loaded)} loaded, {pool.started} once")


asyncio.run(main())
