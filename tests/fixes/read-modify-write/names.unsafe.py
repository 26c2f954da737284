import asyncio

# after:
# 10 10


async def price():
    await asyncio.sleep(0)
    return 1


class Cart:
    def __init__(self):
        self.total = 0
        self.items = []

    async def count(self):
        total = self.total
        one = await price()
        self.total = total + one

    async def collect(self):
        items = list(self.items)
        items.append(await price())
        self.items = items


async def main():
    cart = Cart()
    await asyncio.gather(*(cart.count() for _ in range(10)), *(cart.collect() for _ in range(10)))
    print(cart.total, len(cart.items))


asyncio.run(main())
