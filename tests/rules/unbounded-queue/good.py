import asyncio
import math
import queue
from queue import Queue, SimpleQueue

import trio

bounded = asyncio.Queue(100)
by_keyword = asyncio.Queue(maxsize=10)
deliberate = queue.Queue(maxsize=0)  # says that no bound is meant
deliberate_too = queue.Queue(0)
simple = SimpleQueue()  # has no size
never_filled_here = asyncio.Queue()
SIZE = 5
by_name = queue.Queue(SIZE)


async def fill(item):
    await bounded.put(item)
    await by_keyword.put(item)
    deliberate.put(item)
    deliberate_too.put(item)
    simple.put(item)
    by_name.put(item)


async def crawl(urls):
    # filled before anything takes out: its size is that of the data
    todo = asyncio.Queue()
    for url in urls:
        todo.put_nowait(url)
    workers = [asyncio.create_task(fetch_all(todo)) for _ in range(10)]
    await asyncio.gather(*workers)


async def fetch_all(pending):
    while not pending.empty():
        await pending.get()


def one_answer(thread):
    # one item, however long it takes
    answer = Queue()
    thread.start()
    answer.put(1)
    return answer.get()


async def rendezvous(nursery, items):
    send, receive = trio.open_memory_channel(0)
    nursery.start_soon(print, receive)
    for item in items:
        await send.send(item)


class Queue2:
    def put(self, item):
        pass


own = Queue2()
limit = math.inf


def put_own(item):
    own.put(item)


class Other:
    def __init__(self, jobs, sizes, options):
        self.jobs = jobs or asyncio.Queue()
        self.later = options.get("queue", queue.Queue())
        self.spread = queue.Queue(*sizes)
        self.channel = trio.open_memory_channel(float("10"))
        self.named = trio.open_memory_channel(str("inf"))
        self.plain = trio.open_memory_channel(size_of("inf"))
        self.asked = trio.open_memory_channel(float(options.inf))
        self.read = asyncio.Queue()

    async def feed(self, item):
        await self.jobs.put(item)
        self.later.put(item)
        self.spread.put(item)
        await self.channel.send(item)
        await self.named.send(item)
        await self.plain.send(item)
        await self.asked.send(item)
        self.read.get()
        put(item)


async def started_before(stream, items):
    asyncio.create_task(stream())
    early = asyncio.Queue()
    for item in items:
        await early.put(item)
    return early


def elsewhere(thread, start):
    thread.start()
