import asyncio
import math
import multiprocessing
import queue
from queue import Queue as JobQueue

import anyio
import trio

events = asyncio.Queue()  # expect: `events` has no size


async def on_event(event):
    await events.put(event)


class Server:
    def __init__(self):
        self.inbox = asyncio.PriorityQueue()  # expect: `inbox`
        self.outbox: asyncio.Queue[bytes] = asyncio.Queue()  # expect

    async def receive(self, stream):
        async for message in stream:
            await self.inbox.put((message.priority, message))

    def answer(self, message):
        self.outbox.put_nowait(message)


async def producer(work, source):
    while True:
        await work.put(await source.read())


async def consumer(work):
    while True:
        print(await work.get())


async def main(source):
    work = asyncio.Queue()  # expect
    await asyncio.gather(producer(work, source), consumer(work))


async def started_first(source, lines):
    lines_queue = asyncio.Queue()  # expect
    task = asyncio.create_task(consumer(lines_queue))
    for line in lines:
        await lines_queue.put(line)
    await task


logs = JobQueue()  # expect
results = multiprocessing.JoinableQueue()  # expect


def log(line):
    logs.put(line)


def work_in_process(item):
    results.put(item)


async def with_trio(numbers):
    send, receive = trio.open_memory_channel(math.inf)  # expect
    async with trio.open_nursery() as nursery:
        nursery.start_soon(print, receive)
        for number in numbers:
            await send.send(number)


async def with_anyio(numbers, group):
    send, receive = anyio.create_memory_object_stream(max_buffer_size=math.inf)  # expect
    group.start_soon(print, receive)
    for number in numbers:
        await send.send(number)


class Sizes:
    def __init__(self):
        self.first = trio.open_memory_channel(float("inf"))  # expect
        [self.second, self.rest] = trio.open_memory_channel(math.inf)  # expect
        self.third = queue.Queue()  # expect
        self.fourth = asyncio.Queue()  # expect

    async def feed(self, item):
        await self.first.send(item)
        await self.second.send(item)
        self.third.put_nowait(item)
        self.third.put_nowait(item)
        self.fourth.put(item)
        self.fourth.put(item)


async def nowait(stream, items):
    sender, receiver = anyio.create_memory_object_stream(math.inf)  # expect
    asyncio.create_task(stream(receiver))
    for item in items:
        sender.send_nowait(item)
