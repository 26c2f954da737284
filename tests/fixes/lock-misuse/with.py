# A lock of asyncio in a plain `with`, one of threads in an `async with`.  before: fails
import asyncio
import threading

guard = asyncio.Lock()
lock = threading.Lock()


async def one(out):
    with guard:
        out.append('one')


async def two(out):
    async with lock:
        out.append('two')


async def main():
    out = []
    await one(out)
    await two(out)
    print(out, guard.locked(), lock.locked())


asyncio.run(main())
# after:
# ['one', 'two'] False False
