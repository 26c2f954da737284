import asyncio
import os
import queue
import tempfile
import threading

cache = {}
table = {}


async def load(key):
    await asyncio.sleep(0)
    return key


async def twice(key):
    if key not in cache:  # expect
        cache[key] = await load(key)
        cache[key] = await load(key)


async def once(key):
    if key not in table:  # expect
        table[key] = await load(key)


class State:
    def __init__(self):
        self.done = False
        self.step = 0
        self.name = None
        self.is_ready = False
        self.flags = {}

    async def finish(self):
        if not self.done:  # expect[hint]
            await load(1)
            self.done = True

    async def number(self):
        if not self.step:  # expect[hint]
            await load(1)
            self.step = 1

    async def text(self):
        if not self.name:  # expect[hint]
            await load(1)
            self.name = "a"

    async def prepare(self):
        if not self.is_ready:  # expect[information]
            await load(1)
            self.is_ready = True

    async def flag(self, key):
        if key not in self.flags:  # expect[information]
            self.flags[key] = await load(True)

    async def flag_a(self):
        if "a" not in self.flags:  # expect[information]
            await load(1)
            self.flags["a"] = True


class Jobs:
    def __init__(self):
        self.queue = queue.Queue(10)

    def push(self, job):
        if not self.queue.full():  # expect: queue.Full
            self.queue.put_nowait(job)

    def take(self):
        if self.queue.qsize():  # expect: queue.Empty
            return self.queue.get_nowait()
        return None

    def in_a_handler(self):
        try:
            return self.queue.get_nowait()
        except queue.Empty:
            if not self.queue.empty():  # expect
                return self.queue.get_nowait()

    def in_a_finally(self):
        try:
            if not self.queue.empty():  # expect
                return self.queue.get_nowait()
        finally:
            print("taken")

    def both(self):
        if not self.queue.empty():  # expect
            return self.queue.get_nowait(), self.queue.get_nowait()
        return None


def opened():
    return open(tempfile.mktemp())  # expect


def put_away(temp_path, template_path):
    if os.path.exists(temp_path):  # expect[information]: act first, and handle the error
        os.remove(temp_path)
    if os.path.exists(template_path):  # expect[warning]
        os.remove(template_path)


def made(folder, name):
    if not os.path.exists(folder):  # expect: let it pass when it exists
        os.mkdir(folder)
    if not os.path.exists(name):  # expect: let the opening itself fail
        with open(name, "w") as file:
            file.write("a")


shared = {}


def fill(url):
    if url not in shared:  # expect
        shared[url] = [load(url)]


first = threading.Thread(target=fill, args=("a",))
second = threading.Thread(target=fill, args=("a",))
first.start()
second.start()
