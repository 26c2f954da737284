import asyncio
import threading


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.gate = asyncio.Lock()
        self.other = threading.Lock()

    async def awaits(self, task):
        await self.gate.acquire()  # expect
        await task
        self.gate.release()

    def raises(self, number):
        self.lock.acquire()  # expect
        if number < 0:
            raise ValueError
        self.lock.release()

    def yields(self, number):
        self.lock.acquire()  # expect
        yield number
        self.lock.release()

    def asserts(self, number):
        self.lock.acquire()  # expect
        assert number
        self.lock.release()

    def releases_another(self, work):
        self.lock.acquire()  # expect
        work()
        self.lock.release()
        self.other.release()
        self.lock.reset()
