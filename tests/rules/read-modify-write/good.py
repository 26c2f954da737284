import asyncio

LOCK = asyncio.Lock()


async def price(item):
    await asyncio.sleep(0)
    return 1


class Cart:
    def __init__(self):
        self.total = 0
        self.items = {}
        self.lock = asyncio.Lock()

    async def hoisted(self, item):
        value = await price(item)
        self.total += value

    async def reads_after(self, item):
        self.total = await price(item) + self.total
        self.items[item] = await price(item) + self.items[item]

    async def replaced(self, item):
        self.total = await price(item)

    async def locked(self, item):
        async with self.lock:
            self.total += await price(item)

    async def locked_by_the_module(self, item):
        async with LOCK:
            self.total += await price(item)

    async def other(self, item):
        self.items[item] = self.total + await price(item)


async def local(items):
    total = 0
    counts = {}
    for item in items:
        total += await price(item)
        counts[item] = counts.get(item, 0) + await price(item)
    return total, counts


async def made_here(item):
    cart = Cart()
    cart.total += await price(item)
    return cart


async def without_await(cart):
    cart.total += 1
