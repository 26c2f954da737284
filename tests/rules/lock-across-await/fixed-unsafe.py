import asyncio
import multiprocessing
import threading
from threading import Condition, Lock, RLock

import anyio

REGISTRY = asyncio.Lock()
GUARD = asyncio.Lock()
ONE = asyncio.Semaphore(1)


async def module_lock(session):
    async with REGISTRY:
        return await session.load()


class Cache:
    def __init__(self):
        self.lock = Lock()
        self.owned = RLock()
        self.changed: Condition = Condition()

    async def load(self, session):
        with self.lock:
            self.rates = await session.rates()

    async def owned_by_thread(self, session):
        with self.owned:
            self.rates = await session.rates()

    async def iterates(self, rows):
        with self.lock:
            async for row in rows:
                self.rates = row

    async def enters(self, pool):
        with self.lock:
            async with pool.acquire() as connection:
                self.rates = connection

    async def condition(self, session):
        with self.changed:
            self.rates = await session.rates()
            self.changed.notify_all()

    async def acquires(self, session):
        self.lock.acquire()
        try:
            self.rates = await session.rates()
        finally:
            self.lock.release()

    async def acquires_plainly(self, session):
        self.lock.acquire(timeout=5)
        self.rates = await session.rates()
        self.lock.release()

    async def takes_it_or_leaves(self, session):
        if not self.lock.acquire(timeout=1):
            return None
        try:
            return await session.rates()
        finally:
            self.lock.release()


async def in_processes(session):
    lock = multiprocessing.Lock()
    session.share(lock)
    with lock:
        await session.load()


async def by_parameter(lock: threading.Lock, session):
    with lock:
        await session.load()


async def by_name(session, update_lock):
    with update_lock:
        await session.load()


class Account:
    def __init__(self):
        self._lock = asyncio.Lock()
        self.condition = asyncio.Condition()
        self.balance = 0

    async def read(self):
        async with self._lock:
            return self.balance

    async def add(self, amount):
        async with self._lock:
            balance = await self.read()
            self.balance = balance + amount

    async def outer(self):
        async with self._lock:
            await self.middle()

    async def middle(self):
        await asyncio.sleep(0)
        return await self.read()

    async def nested(self):
        async with self._lock:
            async with self._lock:
                self.balance = 0

    async def acquires(self):
        await self._lock.acquire()
        try:
            return await asyncio.wait_for(self.read(), 5)
        finally:
            self._lock.release()

    async def acquires_inside(self):
        async with self._lock:
            await self._lock.acquire()

    async def gathers(self):
        async with self._lock:
            return await asyncio.gather(self.read(), self.middle())

    async def wait_changed(self):
        async with self.condition:
            await self.condition.wait()

    async def change(self):
        async with self.condition:
            await self.wait_changed()


async def guarded():
    async with GUARD:
        return 1


async def guards():
    async with GUARD:
        return await guarded()


async def one_at_a_time():
    async with ONE:
        await fetch_one()


async def fetch_one():
    async with ONE:
        return 1


async def raises():
    lock = anyio.Lock()

    async def inner():
        async with lock:
            return 1

    async with lock:
        await inner()
