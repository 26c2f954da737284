import asyncio

COUNTS = {}
TOTAL = 0


async def price(item):
    await asyncio.sleep(0)
    return 1


class Cart:
    def __init__(self):
        self.total = 0
        self.items = {}

    async def add(self, item):
        self.total += await price(item)  # expect: `self.total` is read before

    async def spelled(self, item):
        self.total = self.total + await price(item)  # expect

    async def element(self, item):
        self.items[item] = self.items[item] + await price(item)  # expect

    async def augmented_element(self, item):
        self.items[item] += await price(item)  # expect

    async def in_an_expression(self, item):
        self.total += 2 * await price(item)  # expect


async def of_the_module(item):
    global TOTAL
    TOTAL += await price(item)  # expect
    COUNTS[item] += await price(item)  # expect


async def closed_over(items):
    total = 0

    async def add(item):
        nonlocal total
        total += await price(item)  # expect

    await asyncio.gather(*(add(item) for item in items))
    return total
