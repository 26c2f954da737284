import asyncio
import multiprocessing
import threading
from asyncio import Lock
from threading import Semaphore

import trio

SHARED = threading.Lock()
GUARD = asyncio.Lock()


def made_in_the_head(items, item):
    with threading.Lock():
        items.append(item)


async def made_in_an_async_head(account):
    async with Lock():
        await account.pay()


def made_as_semaphore(download, url):
    with Semaphore(3):
        return download(url)


def local(items, item):
    lock = threading.Lock()
    with lock:
        items.append(item)


async def local_limit(session, url):
    limit = asyncio.Semaphore(10)
    async with limit:
        return await session.get(url)


async def local_acquired(session, url):
    lock = trio.Lock()
    await lock.acquire()
    try:
        return await session.get(url)
    finally:
        lock.release()


def by_argument(count, work):
    limit = threading.Semaphore(count)
    with limit:
        work()


class Account:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.changed = asyncio.Condition()
        self.threads = threading.RLock()
        self.processes = multiprocessing.Lock()
        self.balance = 0

    def made_in_a_method(self):
        lock = threading.RLock()
        with lock:
            self.balance = 0

    async def plain_with(self):
        async with self.lock:
            self.balance = 0

    def plain_with_in_a_function(self):
        with self.lock:
            self.balance = 0

    async def plain_condition(self):
        async with self.changed as changed:
            self.balance = changed

    async def async_with(self):
        with self.threads:
            self.balance = 0

    async def async_with_await(self):
        async with self.threads:
            await self.lock.acquire()

    async def two(self, path):
        with self.lock, open(path) as file:
            self.balance = file

    def not_given_back(self, load):
        self.threads.acquire()
        self.balance = load()
        self.balance += 1
        self.threads.release()

    def returns(self):
        self.processes.acquire()
        if self.balance < 0:
            return None
        self.processes.release()
        return self.balance

    async def cancelled(self, session):
        await self.lock.acquire()
        # a comment stays
        self.balance = await session.balance()

        self.lock.release()

    def may_fail(self, load):
        if self.threads.acquire(timeout=1):
            self.balance = load()
            self.threads.release()

    def text(self, load):
        self.threads.acquire()
        load("""
        two lines
        """)
        self.threads.release()


def over_a_loop(items, work):
    for item in items:
        SHARED.acquire()
        work(item)
        SHARED.release()


async def guarded(work):
    async with GUARD:
        work()
