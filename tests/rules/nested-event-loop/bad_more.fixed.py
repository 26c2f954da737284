import asyncio
import threading

import anyio
import trio
import uvloop
from asgiref.sync import async_to_sync

LOCK = threading.Lock()
LOOP = asyncio.new_event_loop()


async def work(*args):
    await asyncio.sleep(0)
    return args


async def runs(args, task, tasks):
    asyncio.run(*args)
    asyncio.run()
    asyncio.run(
        work(1)  # the first
    )
    await work(2)
    await work(3)
    await work(4)
    await work(5, 6)
    await work()
    await task
    await tasks.first
    await (task or work(7))
    await (task or work)(8)
    anyio.run(work, *args)


async def waits(loop):
    asyncio.run_coroutine_threadsafe(work(1), loop).result(5)
    asyncio.run_coroutine_threadsafe(work(2), loop).result(timeout=5)
    asyncio.run_coroutine_threadsafe(work(3), LOOP).result()


async def waits_for_itself():
    loop = asyncio.get_running_loop()
    asyncio.run_coroutine_threadsafe(work(4), loop).result()


async def waits_for_a_new_one():
    loop = asyncio.new_event_loop()
    asyncio.run_coroutine_threadsafe(work(5), loop).result()
    asyncio.run_coroutine_threadsafe(work(6), loop=loop).result()


async def unwrapped():
    await work(1)
    await (work or runs)(1)
    async_to_sync()(2)
    async_to_sync(work, True)(3)
    with LOCK:
        async_to_sync(work)(4)
