import asyncio
import contextlib
import threading

LOCK = threading.Lock()
GUARD = asyncio.Lock()
MANY = asyncio.Semaphore(10)


async def no_await(cache, key, value):
    with LOCK:
        cache[key] = value
    await asyncio.sleep(0)


async def before_the_lock(session, cache):
    value = await session.load()
    with LOCK:
        cache['value'] = value


def synchronous(session):
    with LOCK:
        return session.load()


async def nested_function(pool):
    with LOCK:
        async def later():
            await asyncio.sleep(1)
    await later()


async def asyncio_lock(session):
    async with GUARD:
        return await session.load()


async def never_waits(session):
    if not LOCK.acquire(blocking=False):
        return None
    try:
        return await session.load()
    finally:
        LOCK.release()


async def polls():
    while not LOCK.acquire(timeout=0.01):
        await asyncio.sleep(0.1)
    try:
        return 1
    finally:
        LOCK.release()


async def gives_back_first(session):
    LOCK.acquire()
    try:
        key = session.key
    finally:
        LOCK.release()
    return await session.load(key)


async def gives_back_early(session):
    LOCK.acquire()
    if session.closed:
        LOCK.release()
        return await session.reopen()
    LOCK.release()


async def hands_over(session):
    LOCK.acquire()
    await session.load()


async def made_async(session):
    lock = await session.lock()
    with lock.reader():
        await session.load()


async def other_context(session, path):
    with contextlib.suppress(OSError):
        await session.load()


class Account:
    def __init__(self, other):
        self._lock = asyncio.Lock()
        self.many = asyncio.Semaphore(3)
        self.other = other
        self.balance = 0

    async def read(self):
        async with self._lock:
            return self.balance

    async def read_locked(self):
        return self.balance

    async def add(self, amount):
        async with self._lock:
            self.balance = await self.read_locked() + amount

    async def after(self):
        async with self._lock:
            self.balance = 0
        return await self.read()

    async def starts(self):
        async with self._lock:
            self.task = asyncio.create_task(self.read())

    async def another(self, account: 'Account'):
        async with self._lock:
            return await account.read()

    async def asks(self, locked=False):
        if locked:
            return self.balance
        async with self._lock:
            return self.balance

    async def asked(self):
        async with self._lock:
            return await self.asks(locked=True)

    async def lets_go(self):
        async with self._lock:
            self._lock.release()
            try:
                return await self.read()
            finally:
                await self._lock.acquire()

    async def looks(self):
        async with self._lock:
            if not self._lock.locked():
                return await self.read()

    async def counts(self):
        async with self.many:
            return await self.counted()

    async def counted(self):
        async with self.many:
            return self.balance

    async def waits(self):
        async with self._lock:
            await self.read_locked()
        async with self._lock:
            return self.balance


async def counted():
    async with MANY:
        return 1


async def counts():
    async with MANY:
        return await counted()


async def rebound(locks, a, b):
    lock = locks[a]
    async with lock:
        lock = locks[b]
        async with lock:
            return 1


async def by_key(locks, a, b):
    async with locks[a]:
        async with locks[b]:
            return 1
