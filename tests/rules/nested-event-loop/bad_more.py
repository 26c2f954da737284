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
    asyncio.run(*args)  # expect
    asyncio.run()  # expect
    asyncio.run(  # expect
        work(1)  # the first
    )
    uvloop.run(work(2))  # expect
    asyncio.Runner().run(work(3))  # expect
    trio.run(work, 4)  # expect
    anyio.from_thread.run(work, 5, 6)  # expect
    trio.from_thread.run(work)  # expect
    asyncio.run(task)  # expect
    asyncio.run(tasks.first)  # expect
    asyncio.run(task or work(7))  # expect
    anyio.run(task or work, 8)  # expect
    anyio.run(work, *args)  # expect


async def waits(loop):
    asyncio.run_coroutine_threadsafe(work(1), loop).result(5)  # expect[warning]
    asyncio.run_coroutine_threadsafe(work(2), loop).result(timeout=5)  # expect[warning]
    asyncio.run_coroutine_threadsafe(work(3), LOOP).result()  # expect[warning]


async def waits_for_itself():
    loop = asyncio.get_event_loop()  # expect[information]
    asyncio.run_coroutine_threadsafe(work(4), loop).result()  # expect[error]


async def waits_for_a_new_one():
    loop = asyncio.new_event_loop()
    asyncio.run_coroutine_threadsafe(work(5), loop).result()  # expect[warning]
    asyncio.run_coroutine_threadsafe(work(6), loop=loop).result()  # expect[warning]


async def unwrapped():
    async_to_sync(work)(1)  # expect
    async_to_sync(work or runs)(1)  # expect
    async_to_sync()(2)  # expect
    async_to_sync(work, True)(3)  # expect
    with LOCK:
        async_to_sync(work)(4)  # expect
