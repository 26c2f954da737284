import asyncio

import anyio
from asgiref.sync import async_to_sync


async def load(x=1):
    return x


async def run():
    asyncio.run(load())  # expect: starts an event loop inside the running one
    return asyncio.run(load(), debug=True)  # expect


async def until_complete():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(load())  # expect


async def of_something(self):
    return self.loop.run_until_complete(load())  # expect


async def forever():
    asyncio.get_running_loop().run_forever()  # expect


async def other_library():
    return anyio.run(load, 2)  # expect


async def own_loop():
    loop = asyncio.get_running_loop()
    return asyncio.run_coroutine_threadsafe(load(), loop).result()  # expect: only this event loop can run


async def own_loop_kept():
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(load(), loop)
    return future.result()  # expect


async def foreign_loop(loop):
    future = asyncio.run_coroutine_threadsafe(load(), loop)
    return future.result()  # expect[warning]: stops this event loop


async def django(x):
    return async_to_sync(load)(x)  # expect


async def which():
    return asyncio.get_event_loop()  # expect[information]
