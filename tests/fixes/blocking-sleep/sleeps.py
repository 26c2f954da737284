import asyncio
import time
from time import sleep as pause


async def worker(name, order):
    order.append(name)
    if name == "a":
        time.sleep(0)
    pause(0.001)
    return [name for _ in range(2) if not time.sleep(0.001)]


async def main():
    order = []
    print(await worker("a", order), await worker("b", order), order)


asyncio.run(main())
