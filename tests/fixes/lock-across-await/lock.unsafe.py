# Two tasks; with the lock of threads the second one stops the loop, and a watchdog ends it.  before: fails
import asyncio
import os
import threading

lock = threading.Lock()
total = 0


async def add(amount):
    global total
    with lock:
        before = total
        await asyncio.sleep(0.01)
        total = before + amount


async def main():
    await asyncio.gather(add(1), add(2))
    print(total)


def give_up():
    os._exit(1)


watchdog = threading.Timer(3, give_up)
watchdog.daemon = True
watchdog.start()
asyncio.run(main())
# after:
# 3
