import asyncio
import threading


async def load(x):
    await asyncio.sleep(0)
    return x


async def main(loop):
    print(asyncio.run_coroutine_threadsafe(load(1), loop).result())
    future = asyncio.run_coroutine_threadsafe(load(2), loop)
    print(future.result())


other = asyncio.new_event_loop()
thread = threading.Thread(target=other.run_forever)
thread.start()
asyncio.run(main(other))
other.call_soon_threadsafe(other.stop)
thread.join()
other.close()
