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
        self.total += value

    async def spelled(self, item):
        value = await price(item)
        self.total = self.total + value

    async def element(self, item):
        value = await price(item)
        self.items[item] = self.items[item] + value

    async def augmented_element(self, item):
        value = await price(item)
        self.items[item] += value

    async def in_an_expression(self, item):
        value = await price(item)
        self.total += 2 * value


async def of_the_module(item):
    global TOTAL
    value = await price(item)
    TOTAL += value
    value_2 = await price(item)
    COUNTS[item] += value_2


async def closed_over(items):
    total = 0

    async def add(item):
        nonlocal total
        value = await price(item)
        total += value

    await asyncio.gather(*(add(item) for item in items))
    return total


class Stock:
    def __init__(self):
        self.count = 0
        self.items = []
        self.state = {}

    async def through_a_name(self, item):
        count = self.count
        await price(item)
        self.count = count + 1

    async def made_first(self, item):
        count = self.count + 1
        await price(item)
        self.count = count

    async def through_two_names(self, item):
        old = self.count
        new = old + 1
        await price(item)
        self.count = new

    async def changed_in_place(self, item):
        count = self.count
        count += await price(item)
        self.count = count

    async def copied(self, item):
        items = list(self.items)
        items.append(await price(item))
        self.items = items

    async def spread(self, item):
        self.state = {**self.state, item: await price(item)}

    async def in_a_list(self, item):
        self.items = [*self.items, await price(item)]

    async def on_two_lines(self, client, item):
        self.items = [*self.items, await client
                      .price(item)]

    async def mapped(self):
        self.items = [await price(item) for item in self.items]

    async def merged(self, item):
        self.state = merge(self.state, await price(item))

    async def in_a_branch(self, item):
        count = self.count
        if item:
            await price(item)
        self.count = max(count, 1)

    async def locked_twice(self, item, lock):
        async with lock:
            count = self.count
        await price(item)
        async with lock:
            self.count = count + 1

    async def over_a_context(self, item, session):
        count = self.count
        async with session.get(item):
            self.count = count + 1
