import asyncio
import queue
import threading


async def main():
    jobs = queue.Queue(maxsize=1)
    thread = threading.Thread(target=lambda: [jobs.put(n) for n in range(3)])
    thread.start()
    print([jobs.get(), jobs.get(timeout=5), jobs.get(True)])
    thread.join()


asyncio.run(main())
