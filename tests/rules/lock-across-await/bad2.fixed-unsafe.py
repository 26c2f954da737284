"""Locks whose every use is in a coroutine become locks of asyncio."""
import asyncio
import threading
from threading import Lock as Mutex


class Cache:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._slots = asyncio.Semaphore(3)
        self._ready = asyncio.Condition()

    async def load(self, session):
        async with self._lock:
            self.rates = await session.rates()

    async def peek(self):
        async with self._lock:
            return self.rates

    async def acquires(self, session):
        await self._lock.acquire()
        try:
            self.rates = await session.rates()
        finally:
            self._lock.release()

    async def slot(self, session):
        async with self._slots:
            return await session.rates()

    async def wait(self, session):
        async with self._ready:
            self.rates = await session.rates()
            self._ready.notify_all()

    async def until(self):
        async with self._ready:
            await self._ready.wait()


def make(session):
    lock = asyncio.Lock()

    async def run():
        async with lock:
            await session.run()

    return run


class Mixed:
    def __init__(self):
        self._lock = threading.Lock()
        self._other = threading.Lock()

    async def load(self, session):
        with self._lock:
            self.rates = await session.rates()

    def from_threads(self):
        with self._lock:
            return self.rates

    async def two(self, session, path):
        with self._other, open(path) as file:
            self.rates = await session.rates(file)

    async def later(self):
        return await asyncio.to_thread(self.from_threads)
