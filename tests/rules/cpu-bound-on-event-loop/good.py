import asyncio
import hashlib
import json
import zlib

import bcrypt


def synchronous(password, salt):
    return bcrypt.hashpw(password, salt)


async def in_thread(password, salt, pool):
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(synchronous, password, salt)
    await loop.run_in_executor(pool, lambda: synchronous(password, salt))
    return await asyncio.to_thread(bcrypt.hashpw, password, salt)


async def quick(data):
    hashlib.sha256(data)
    zlib.crc32(data)
    return json.loads(data)


async def small():
    for x in range(100):
        for y in range(100):
            print(x, y)


async def three_small():
    for x in range(3):
        for y in range(3):
            for z in range(3):
                print(x, y, z)


async def data(groups):
    for group in groups:
        for item in group:
            for part in item:
                print(part)


async def awaits(n, m):
    for i in range(n):
        await asyncio.sleep(0)
        for j in range(m):
            for k in range(n):
                print(i, j, k)


async def server(reader):
    while True:
        await reader.read(1)


async def leaves(items):
    while True:
        item = items.pop()
        if not item:
            break


async def leaves_by_exception(items):
    try:
        while True:
            items.pop()
    except IndexError:
        return


async def generator():
    while True:
        yield 1


async def takes(queue):
    while True:
        queue.get_nowait()


async def changes(state):
    while not state.ready:
        state.step()


async def counts(n):
    while n:
        n -= 1


async def own(bcrypt, password):
    return bcrypt.hashpw(password)


async def inner_function(n):
    def work():
        for i in range(n):
            for j in range(n):
                for k in range(n):
                    print(i, j, k)

    return await asyncio.to_thread(work)


async def lazily():
    return (i * i for i in range(10**7))


async def few_steps():
    return [i for i in range(0, 10**7, 10**6)]


async def counts_unknown(n):
    while n > 0:
        n -= 1


async def counts_anew(n=10**7):
    while n > 0:
        n -= 1
        n = n // 2
