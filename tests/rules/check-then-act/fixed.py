import asyncio
import os
import queue
import shutil
import tempfile
import threading
from pathlib import Path

cache = {}
seen = set()


async def load(key):
    await asyncio.sleep(0)
    return key


async def get(key):
    if key not in cache:
        cache[key] = await load(key)
    return cache[key]


async def get_early(key):
    if key in cache:
        return cache[key]
    value = await load(key)
    cache[key] = value
    return value


async def get_by_name(key):
    hit = cache.get(key)
    if hit is None:
        hit = await load(key)
        cache[key] = hit
    return hit


async def get_else(key):
    if (hit := cache.get(key)) is not None:
        return hit
    else:
        cache[key] = await load(key)
        return cache[key]


async def get_or_fail(key):
    try:
        return cache[key]
    except KeyError:
        cache[key] = await load(key)
        return cache[key]


async def once(key):
    if key not in seen:
        await load(key)
        seen.add(key)


async def lock_without_a_second_look(key):
    if key not in cache:
        async with asyncio.Lock():
            cache[key] = await load(key)


class Pool:
    def __init__(self):
        self.client = None
        self.loaded = False
        self.items = []
        self.queue = queue.Queue()
        self.free = asyncio.Queue()
        self.lock = threading.Lock()
        self.gate = asyncio.Lock()

    async def get(self):
        if self.client is None:
            self.client = await load(1)
        return self.client

    async def get_or(self):
        self.client = self.client or await load(1)
        return self.client

    async def get_conditional(self):
        self.client = self.client if self.client else await load(1)
        return self.client

    async def ensure(self):
        if self.loaded:
            return
        await load(1)
        self.loaded = True

    async def connect(self):
        if not self.client:
            self.client = await load(1)

    async def guard(self):
        if self.client:
            raise RuntimeError("twice")
        self.client = await load(1)

    def drain(self):
        while not self.queue.empty():
            print(self.queue.get_nowait())
        if self.queue.qsize() > 0 and not self.queue.empty():
            return self.queue.get()

    async def drain_free(self):
        if not self.free.empty():
            await load(1)
            return self.free.get_nowait()

    def take(self):
        if not self.lock.locked():
            self.lock.acquire()

    async def take_later(self):
        if self.gate.locked():
            return
        await load(1)
        async with self.gate:
            await load(2)


def files(path: Path, name, folder):
    if path.exists():
        path.unlink()
    if os.path.exists(name):
        os.remove(name)
    if os.path.exists(name):
        print("gone")
        os.unlink(name)
    os.makedirs(folder, exist_ok=True)
    if not os.path.isdir(folder):
        os.makedirs(folder, 0o755, exist_ok=True)
        print("made")
    path.mkdir(exist_ok=True)
    there = os.path.exists(folder)
    if not there:
        os.mkdir(folder)
    if os.path.exists(folder):
        return
    os.makedirs(folder, exist_ok=True)


def open_files(name, other):
    if not os.path.exists(name):
        with open(name, "w") as file:
            file.write("x")
    if os.path.exists(name):
        with open(name) as file:
            print(file.read())
    if os.path.isdir(name):
        shutil.rmtree(name)
    if os.path.exists(name):
        os.rename(name, other)
    return tempfile.mktemp()


def unpack_and_remove(name, unpack):
    if os.path.isfile(name):
        unpack(name)
        os.remove(name)


def measure_and_remove(path: Path, size):
    if not path.exists():
        return
    if path.stat().st_size != size:
        path.unlink()


class Transfer:
    def cancel(self):
        if self.tmp_name and os.path.exists(self.tmp_name):
            os.unlink(self.tmp_name)
        if os.path.exists(self.template):
            os.unlink(self.template)
