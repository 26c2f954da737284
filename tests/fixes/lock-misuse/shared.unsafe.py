import asyncio
import threading

total = 0
busy = threading.Lock()


async def add(amount):
    global total
    async with asyncio.Lock():
        before = total
        await asyncio.sleep(0.01)
        total = before + amount


async def subtract(amount):
    global total
    lock = asyncio.Lock()
    async with lock:
        before = total
        await asyncio.sleep(0.01)
        total = before - amount


def give_back(work):
    busy.acquire()
    # the work may fail
    result = work()
    busy.release()
    return result


async def main():
    await asyncio.gather(*(add(1) for _ in range(5)))
    print(total)
    await asyncio.gather(*(subtract(1) for _ in range(5)))
    print(total)


asyncio.run(main())
try:
    give_back(lambda: 1 / 0)
except ZeroDivisionError:
    print(busy.locked())
# after:
# 5
# 0
# False
