import asyncio
import contextlib
import threading
from collections import defaultdict

from filelock import FileLock

LOCK = threading.Lock()
GUARD = asyncio.Lock()
LOCKS = defaultdict(asyncio.Lock)


def module_lock(items, item):
    with LOCK:
        items.append(item)


def by_path(path):
    with FileLock(path + '.lock'):
        return open(path).read()


def returned():
    lock = threading.Lock()
    with lock:
        return lock


def passed(worker):
    lock = threading.Lock()
    worker.start(lock)
    with lock:
        return worker.value


def stored(registry, key):
    lock = threading.Lock()
    with lock:
        registry[key] = lock


async def closed_over(urls, session):
    limit = asyncio.Semaphore(10)

    async def get(url):
        async with limit:
            return await session.get(url)

    return await asyncio.gather(*(get(url) for url in urls))


async def lambda_keeps_it(loop):
    lock = asyncio.Lock()
    loop.call_later(1, lambda: lock.release())
    await lock.acquire()


def of_a_global():
    global LOCK
    LOCK = threading.Lock()
    with LOCK:
        return 1


def chosen(lock=None):
    lock = lock or threading.Lock()
    with lock:
        return 1


def one_of_several(shared):
    if shared:
        lock = LOCK
    else:
        lock = threading.Lock()
    with lock:
        return 1


def condition(start):
    done = threading.Condition()
    start(done)
    with done:
        done.wait()


with threading.Lock():
    STARTED = True


class Account:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.threads = threading.Lock()
        self.slots = threading.Semaphore(2)
        self.balance = 0

    async def right(self):
        async with self.lock:
            self.balance = 0

    def right_with(self):
        with self.threads:
            self.balance = 0

    async def key(self, key):
        async with LOCKS[key]:
            self.balance = 0

    def finally_follows(self, load):
        self.threads.acquire()
        try:
            self.balance = load()
        finally:
            self.threads.release()

    def finally_around(self, load):
        try:
            self.threads.acquire()
            self.balance = load()
        finally:
            self.threads.release()

    def may_fail(self, load):
        if not self.threads.acquire(blocking=False):
            return False
        try:
            self.balance = load()
        finally:
            self.threads.release()
        return True

    def handler(self, load):
        self.threads.acquire()
        try:
            self.balance = load()
        except Exception:
            self.threads.release()
            raise
        self.threads.release()

    def nothing_between(self):
        self.threads.acquire()
        self.balance += 1
        self.threads.release()

    def elsewhere(self):
        self.threads.acquire()

    def given_elsewhere(self):
        self.threads.release()

    def on_exit(self, stack, load):
        self.threads.acquire()
        stack.callback(self.threads.release)
        self.balance = load()
        self.threads.release()

    def by_callback(self, pool, load):
        self.slots.acquire()
        future = pool.submit(load)
        future.add_done_callback(lambda _: self.slots.release())

    def let_go_for_a_while(self, load):
        self.threads.release()
        load()
        self.threads.acquire()
        load()
        self.threads.release()

    def signal(self, start):
        self.threads.acquire()
        start(self.threads)
        self.threads.acquire()
        self.threads.release()

    async def awaited(self, session):
        await self.lock.acquire()
        try:
            self.balance = await session.balance()
        finally:
            self.lock.release()


def unknown(lock, load):
    lock.acquire()
    load()
    lock.release()


def suppressed(load):
    with contextlib.suppress(OSError), LOCK:
        load()
