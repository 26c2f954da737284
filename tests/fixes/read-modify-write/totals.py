import asyncio

# after:
# 10 10 20


async def price():
    await asyncio.sleep(0)
    return 1


class Cart:
    def __init__(self):
        self.total = 0
        self.spelled = 0
        self.table = {"a": 0}

    async def add(self):
        self.total += await price()
        self.spelled = self.spelled + await price()
        self.table["a"] += 2 * await price()


async def main():
    cart = Cart()
    await asyncio.gather(*(cart.add() for _ in range(10)))
    print(cart.total, cart.spelled, cart.table["a"])


asyncio.run(main())
