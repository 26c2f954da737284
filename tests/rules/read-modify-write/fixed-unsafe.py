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
        value = await price(item)
        self.total += value  # expect: `self.total` is read before

    async def spelled(self, item):
        value = await price(item)
        self.total = self.total + value  # expect

    async def element(self, item):
        value = await price(item)
        self.items[item] = self.items[item] + value  # expect

    async def augmented_element(self, item):
        value = await price(item)
        self.items[item] += value  # expect

    async def in_an_expression(self, item):
        value = await price(item)
        self.total += 2 * value  # expect


async def of_the_module(item):
    global TOTAL
    value = await price(item)
    TOTAL += value  # expect
    value_2 = await price(item)
    COUNTS[item] += value_2  # expect


async def closed_over(items):
    total = 0

    async def add(item):
        nonlocal total
        value = await price(item)
        total += value  # expect

    await asyncio.gather(*(add(item) for item in items))
    return total
