"""Locks whose every use is in a coroutine become locks of asyncio."""
import asyncio
import threading
from threading import Lock as Mutex


class Cache:
    def __init__(self):
        self._lock = threading.Lock()
        self._slots = threading.Semaphore(3)
        self._ready = threading.Condition()

    async def load(self, session):
        with self._lock:  # expect
            self.rates = await session.rates()

    async def peek(self):
        with self._lock:
            return self.rates

    async def acquires(self, session):
        self._lock.acquire()  # expect
        try:
            self.rates = await session.rates()
        finally:
            self._lock.release()

    async def slot(self, session):
        with self._slots:  # expect
            return await session.rates()

    async def wait(self, session):
        with self._ready:  # expect
            self.rates = await session.rates()
            self._ready.notify_all()

    async def until(self):
        with self._ready:
            self._ready.wait()


def make(session):
    lock = Mutex()

    async def run():
        with lock:  # expect
            await session.run()

    return run


class Mixed:
    def __init__(self):
        self._lock = threading.Lock()
        self._other = threading.Lock()

    async def load(self, session):
        with self._lock:  # expect
            self.rates = await session.rates()

    def from_threads(self):
        with self._lock:
            return self.rates

    async def two(self, session, path):
        with self._other, open(path) as file:  # expect
            self.rates = await session.rates(file)

    async def later(self):
        return await asyncio.to_thread(self.from_threads)
