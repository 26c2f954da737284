import asyncio
import threading


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.gate = asyncio.Lock()
        self.other = threading.Lock()

    async def awaits(self, task):
        async with self.gate:
            await task

    def raises(self, number):
        with self.lock:
            if number < 0:
                raise ValueError

    def yields(self, number):
        with self.lock:
            yield number

    def asserts(self, number):
        with self.lock:
            assert number

    def releases_another(self, work):
        with self.lock:
            work()
        self.other.release()
        self.lock.reset()
