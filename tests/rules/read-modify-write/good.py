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


def merge(a, b):
    return {**a, **b}


class Stock:
    def __init__(self):
        self.count = 0
        self.items = []
        self.state = "new"
        self.connection = None
        self.lock = asyncio.Lock()

    async def read_again(self, item):
        count = self.count
        await price(item)
        count = self.count
        self.count = count + 1

    async def compared(self, item):
        count = self.count
        await price(item)
        if self.count == count:
            self.count = count + 1

    async def put_back(self, item):
        before = self.state
        self.state = "busy"
        try:
            await price(item)
        finally:
            self.state = before

    async def put_back_a_copy(self, item):
        before = list(self.items)
        self.items = []
        await price(item)
        self.items = before

    async def await_first(self, item):
        await price(item)
        count = self.count
        self.count = count + 1

    async def other_branch(self, item):
        count = self.count
        if item:
            await price(item)
        else:
            self.count = count + 1

    async def left_before(self, item):
        count = self.count
        if item:
            return await price(item)
        self.count = count + 1

    async def under_the_lock(self, item):
        async with self.lock:
            count = self.count
            await price(item)
            self.count = count + 1

    async def acquired(self, item):
        await self.lock.acquire()
        try:
            count = self.count
            await price(item)
            self.count = count + 1
        finally:
            self.lock.release()

    async def tested_only(self, item):
        was = self.count
        await price(item)
        self.count = 1 if was else 2

    async def looked_up(self, item):
        current = self.items[self.count]
        await price(current)
        self.count = current

    async def made_of_a_part(self, item):
        url = self.connection.url
        await price(item)
        self.connection = merge(url, item)

    async def fallback(self, item):
        self.state = self.state or await price(item)
        self.state = self.state if self.state else await price(item)

    async def resolved(self):
        self.state = await price(self.state)
        self.state = await self.state

    async def unrelated(self, item):
        count = self.count
        await price(item)
        self.state = count

    async def overwritten(self, item):
        count = self.count
        count = await price(item)
        self.count = count


async def once():
    global TOTAL
    total = TOTAL
    await price(1)
    print(total)


TOTAL = 0
