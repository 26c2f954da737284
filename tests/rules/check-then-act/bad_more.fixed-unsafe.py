import asyncio
import os
import queue
import tempfile
import threading

_cache_lock = asyncio.Lock()

_table_lock = asyncio.Lock()
import contextlib

_shared_lock = threading.Lock()

cache = {}
table = {}


async def load(key):
    await asyncio.sleep(0)
    return key


async def twice(key):
    async with _cache_lock:
        if key not in cache:
            cache[key] = await load(key)
            cache[key] = await load(key)


async def once(key):
    async with _table_lock:
        if key not in table:
            table[key] = await load(key)


class State:
    def __init__(self):
        self._flags_lock = asyncio.Lock()
        self._is_ready_lock = asyncio.Lock()
        self._name_lock = asyncio.Lock()
        self._step_lock = asyncio.Lock()
        self._done_lock = asyncio.Lock()
        self.done = False
        self.step = 0
        self.name = None
        self.is_ready = False
        self.flags = {}

    async def finish(self):
        async with self._done_lock:
            if not self.done:
                await load(1)
                self.done = True

    async def number(self):
        async with self._step_lock:
            if not self.step:
                await load(1)
                self.step = 1

    async def text(self):
        async with self._name_lock:
            if not self.name:
                await load(1)
                self.name = "a"

    async def prepare(self):
        async with self._is_ready_lock:
            if not self.is_ready:
                await load(1)
                self.is_ready = True

    async def flag(self, key):
        async with self._flags_lock:
            if key not in self.flags:
                self.flags[key] = await load(True)

    async def flag_a(self):
        async with self._flags_lock:
            if "a" not in self.flags:
                await load(1)
                self.flags["a"] = True


class Jobs:
    def __init__(self):
        self.queue = queue.Queue(10)

    def push(self, job):
        if not self.queue.full():
            self.queue.put_nowait(job)

    def take(self):
        if self.queue.qsize():
            return self.queue.get_nowait()
        return None

    def in_a_handler(self):
        try:
            return self.queue.get_nowait()
        except queue.Empty:
            if not self.queue.empty():
                return self.queue.get_nowait()

    def in_a_finally(self):
        try:
            if not self.queue.empty():
                return self.queue.get_nowait()
        finally:
            print("taken")

    def both(self):
        if not self.queue.empty():
            return self.queue.get_nowait(), self.queue.get_nowait()
        return None


def opened():
    return open(tempfile.mktemp())


def put_away(temp_path, template_path):
    with contextlib.suppress(FileNotFoundError):
        os.remove(temp_path)
    with contextlib.suppress(FileNotFoundError):
        os.remove(template_path)


def made(folder, name):
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(name):
        with open(name, "w") as file:
            file.write("a")


shared = {}


def fill(url):
    with _shared_lock:
        if url not in shared:
            shared[url] = [load(url)]


first = threading.Thread(target=fill, args=("a",))
second = threading.Thread(target=fill, args=("a",))
first.start()
second.start()
