import asyncio
import functools
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

import requests
from somewhere import decorate, helper, Client

pool = ThreadPoolExecutor()
lock = threading.Lock()


def fetch(url):
    return requests.get(url, timeout=5)


# Handed to a thread or a process: passed, not called.
async def offloaded(url):
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(fetch, url)
    await loop.run_in_executor(None, fetch, url)
    await loop.run_in_executor(pool, partial(fetch, url))
    await loop.run_in_executor(pool, lambda: fetch(url))
    await asyncio.to_thread(lambda: fetch(url))
    pool.submit(fetch, url)
    threading.Thread(target=fetch, args=(url,)).start()


# Synchronous code may run anywhere.
def synchronous(url):
    return fetch(url)


fetch("https://example.org")


# A function inside a coroutine that is not called there; a lambda.
async def nested(url):
    def work():
        return fetch(url)

    late = lambda: fetch(url)
    return await asyncio.to_thread(work), late


# Awaited all the way down.
async def slow():
    await asyncio.sleep(1)


async def calls_async():
    await slow()


async def blocks_itself():
    time.sleep(1)


async def calls_blocking_coroutine():
    await blocks_itself()


# Decorators that are not known, also those that keep what they got.
@decorate
def decorated(url):
    return requests.get(url, timeout=5)


@lru_cache
def cached(url):
    return requests.get(url, timeout=5)


@contextmanager
def opened(path):
    yield open(path)


async def uses_decorated(url):
    decorated(url)
    cached(url)
    with opened(url) as file:
        return file


# Names that may be something else.
def redefined(url):
    return requests.get(url, timeout=5)


def redefined(url):
    return None


if os.environ.get("FAKE"):

    def conditional(url):
        return None

else:

    def conditional(url):
        return requests.get(url, timeout=5)


def replaced(url):
    return requests.get(url, timeout=5)


def install():
    global replaced
    replaced = None


async def uncertain(url, fetch):
    redefined(url)
    conditional(url)
    replaced(url)
    return fetch(url)


# What is known of another module's function, without that module.
async def imported(url):
    helper(url)
    client = Client(url)
    client.load()
    return client.size


# Generators run when they are iterated, and perhaps elsewhere.
def pages(url):
    yield requests.get(url, timeout=5)


async def lists():
    return pages("https://example.org")


async def lazily(urls):
    return (fetch(url) for url in urls)


# One cheap system call, a lock held for a moment, a set-up that reads nothing.
def exists(path):
    return os.path.exists(path)


def count():
    with lock:
        return 1


def enter():
    lock.acquire()
    try:
        return 1
    finally:
        lock.release()


class Service:
    def __init__(self, path):
        self.path = Path(path)
        self.run = None

    @property
    def name(self):
        return self.path.name

    @functools.cached_property
    def parent(self):
        return self.path.parent

    def save(self, text):
        self.path.write_text(text)

    def run(self):
        time.sleep(1)

    async def work(self):
        self.run()  # an attribute hides the method
        self.name
        await asyncio.to_thread(self.save, "text")
        return Service(self.name), exists(self.path), count(), enter()


# Another object's method of the same name.
async def same_name(thing, things):
    thing.save("text")
    things[0].save("text")
    thing.service.save("text")


# A base that is not known may bring another method.
class Child(Client, Service):
    async def work(self):
        self.save("text")


# A setter is no read.
class Setting:
    @property
    def value(self):
        return 1

    @value.setter
    def value(self, new):
        time.sleep(new)


async def sets():
    setting = Setting()
    setting.value = 3
    return setting.value


# Large data only, and what is told at its own call.
def parse(file):
    import json

    return json.load(file)


async def parses(file):
    return time.sleep and parse


# Computing is cpu-bound-on-event-loop's.
def derive(password):
    import hashlib

    return hashlib.pbkdf2_hmac("sha256", password, b"salt", 600000)


async def computes(password):
    return derive(password)


# Code for both worlds: it asks where it runs, or gives something to await.
def both(url):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return requests.get(url, timeout=5)


class Client2:
    def sync(self, function):
        if self.asynchronous:
            return function()
        return self.future.result()

    def either(self, url):
        requests.get(url, timeout=5)
        return slow()

    async def work(self, url):
        both(url)
        self.sync(slow)
        await self.either(url)


# Two bases of which one has an async method of the name.
class Sync:
    def copy(self):
        time.sleep(1)


class Async:
    async def copy(self):
        pass


class Mixed(Sync, Async):
    async def work(self):
        return self.copy


# Left in for whoever debugs.
def checked(state):
    if state.broken:
        import pdb

        pdb.set_trace()
    return state


async def transition(state):
    return checked(state)


def memory():
    for line in open("/proc/%d/status" % os.getpid()):
        if line.startswith("VmSize:"):
            return line


async def report_memory():
    return memory()
