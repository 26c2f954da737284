import asyncio

import anyio
from asgiref.sync import async_to_sync


async def load(x=1):
    return x


async def run():
    await load()
    return await load()


async def until_complete():
    loop = asyncio.new_event_loop()
    await load()


async def of_something(self):
    return await load()


async def forever():
    asyncio.get_running_loop().run_forever()


async def other_library():
    return await load(2)


async def own_loop():
    loop = asyncio.get_running_loop()
    return asyncio.run_coroutine_threadsafe(load(), loop).result()


async def own_loop_kept():
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(load(), loop)
    return future.result()


async def foreign_loop(loop):
    future = asyncio.run_coroutine_threadsafe(load(), loop)
    return future.result()


async def django(x):
    return await load(x)


async def which():
    return asyncio.get_running_loop()
