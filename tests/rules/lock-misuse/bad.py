import asyncio
import multiprocessing
import threading
from asyncio import Lock
from threading import Semaphore

import trio

SHARED = threading.Lock()
GUARD = asyncio.Lock()


def made_in_the_head(items, item):
    with threading.Lock():  # expect: made where it is used: each run has its own
        items.append(item)


async def made_in_an_async_head(account):
    async with Lock():  # expect: this `asyncio.Lock` is made where it is used
        await account.pay()


def made_as_semaphore(download, url):
    with Semaphore(3):  # expect: `threading.Semaphore`
        return download(url)


def local(items, item):
    lock = threading.Lock()  # expect: `lock` is made anew in each run of `local`
    with lock:
        items.append(item)


async def local_limit(session, url):
    limit = asyncio.Semaphore(10)  # expect
    async with limit:
        return await session.get(url)


async def local_acquired(session, url):
    lock = trio.Lock()  # expect
    await lock.acquire()
    try:
        return await session.get(url)
    finally:
        lock.release()


def by_argument(count, work):
    limit = threading.Semaphore(count)  # expect
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
        lock = threading.RLock()  # expect
        with lock:
            self.balance = 0

    async def plain_with(self):
        with self.lock:  # expect: which `with` cannot enter: this raises `TypeError`
            self.balance = 0

    def plain_with_in_a_function(self):
        with self.lock:  # expect
            self.balance = 0

    async def plain_condition(self):
        with self.changed as changed:  # expect: `asyncio.Condition`
            self.balance = changed

    async def async_with(self):
        async with self.threads:  # expect: which `async with` cannot enter
            self.balance = 0

    async def async_with_await(self):
        async with self.threads:  # expect
            await self.lock.acquire()

    async def two(self, path):
        with self.lock, open(path) as file:  # expect
            self.balance = file

    def not_given_back(self, load):
        self.threads.acquire()  # expect: is not given back when something raises
        self.balance = load()
        self.balance += 1
        self.threads.release()

    def returns(self):
        self.processes.acquire()  # expect
        if self.balance < 0:
            return None
        self.processes.release()
        return self.balance

    async def cancelled(self, session):
        await self.lock.acquire()  # expect: hold it by `async with`
        # a comment stays
        self.balance = await session.balance()

        self.lock.release()

    def may_fail(self, load):
        if self.threads.acquire(timeout=1):  # expect
            self.balance = load()
            self.threads.release()

    def text(self, load):
        self.threads.acquire()  # expect
        load("""
        two lines
        """)
        self.threads.release()


def over_a_loop(items, work):
    for item in items:
        SHARED.acquire()  # expect
        work(item)
        SHARED.release()


async def guarded(work):
    with GUARD:  # expect
        work()
