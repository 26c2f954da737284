import asyncio
import threading


async def load():
    return 1


def main():
    asyncio.run(load())
    loop = asyncio.get_event_loop()
    loop.run_until_complete(load())


async def awaits():
    return await load()


async def in_thread():
    def work():
        return asyncio.run(load())

    return await asyncio.to_thread(work)


async def passed(pool):
    return pool.submit(asyncio.run, load())


async def own_run(asyncio):
    return asyncio.run(load())


async def other_run(app):
    app.run(load())
    app.run_forever()


async def wrapped(loop):
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(load(), loop))


async def started(loop):
    return asyncio.run_coroutine_threadsafe(load(), loop)


async def running():
    return asyncio.get_running_loop()


async def thread():
    threading.Thread(target=lambda: asyncio.run(load())).start()


class Runner:
    def run(self, coroutine):
        return asyncio.run(coroutine)

    async def go(self):
        return self.run(load())
