import asyncio
import multiprocessing
import threading
from asyncio import Lock
from threading import Semaphore

import trio

made_in_the_head_lock = threading.Lock()

made_in_an_async_head_lock = Lock()

made_as_semaphore_limit = Semaphore(3)

local_lock = threading.Lock()

local_limit_2 = asyncio.Semaphore(10)

local_acquired_lock = trio.Lock()

account_made_in_a_method_lock = threading.RLock()

SHARED = threading.Lock()
GUARD = asyncio.Lock()


def made_in_the_head(items, item):
    with made_in_the_head_lock:
        items.append(item)


async def made_in_an_async_head(account):
    async with made_in_an_async_head_lock:
        await account.pay()


def made_as_semaphore(download, url):
    with made_as_semaphore_limit:
        return download(url)


def local(items, item):
    with local_lock:
        items.append(item)


async def local_limit(session, url):
    async with local_limit_2:
        return await session.get(url)


async def local_acquired(session, url):
    await local_acquired_lock.acquire()
    try:
        return await session.get(url)
    finally:
        local_acquired_lock.release()


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
        with account_made_in_a_method_lock:
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
        with self.threads:
            self.balance = load()
            self.balance += 1

    def returns(self):
        with self.processes:
            if self.balance < 0:
                return None
        return self.balance

    async def cancelled(self, session):
        async with self.lock:
            # a comment stays
            self.balance = await session.balance()


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
        with SHARED:
            work(item)


async def guarded(work):
    async with GUARD:
        work()
