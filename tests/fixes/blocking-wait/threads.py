import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def ticks(counted):
    while True:
        counted.append(1)
        await asyncio.sleep(0.01)


async def main():
    counted = []
    ticker = asyncio.create_task(ticks(counted))
    done = threading.Event()
    thread = threading.Thread(target=lambda: done.wait(1) and None)
    thread.start()
    done.set()
    done.wait()
    thread.join()
    pool = ThreadPoolExecutor()
    future = pool.submit(pow, 2, 10)
    print(future.result())
    failing = pool.submit(int, "x")
    try:
        failing.result()
    except ValueError as error:
        print(error)
    pool.shutdown()
    ticker.cancel()
    await asyncio.gather(ticker, return_exceptions=True)


asyncio.run(main())
