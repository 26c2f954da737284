import asyncio
import sqlite3
import subprocess
import time
from contextlib import contextmanager
from functools import lru_cache

import requests
from fastapi import FastAPI

app = FastAPI()


def nap():
    time.sleep(1)


def fetch(url):
    return requests.get(url, timeout=5)


def load_settings(url):
    return _decode(fetch(url))


def _decode(response):
    return response.json()


async def handle(url):
    await asyncio.to_thread(nap)
    settings = await asyncio.to_thread(load_settings, url)
    return settings, (await asyncio.to_thread(fetch, url)).text


# Defined below where it is used; two ways, the shorter one is told.
async def early():
    return await asyncio.to_thread(late)


def late():
    latest()
    return later()


def later():
    return subprocess.run(["true"])


def latest():
    return later()


# Cycles end.
def ping(n):
    return pong(n - 1)


def pong(n):
    time.sleep(n)
    return ping(n - 1) if n else None


async def play():
    await asyncio.to_thread(ping, 3)


# Methods, also inherited ones; constructors; properties.
class Base:
    def refresh(self):
        self.rows = self._query("select 1")

    def _query(self, text):
        with open(self.path) as file:
            return file.read()


class Store(Base):
    def __init__(self, path):
        self.path = path
        self.lines = subprocess.check_output(["wc", path])

    @property
    def size(self):
        return subprocess.run(["du", self.path])

    async def update(self):
        await asyncio.to_thread(self.refresh)
        return self.size

    async def clone(self):
        return await asyncio.to_thread(Store, self.path)


store = Store("a")


async def use(other: Store):
    await asyncio.to_thread(store.refresh)
    await asyncio.to_thread(other.refresh)
    print(other.size)
    print(store.size)
    async with asyncio.timeout(3):
        await asyncio.to_thread(Base().refresh)


# A nested function that is called where it is made.
async def outer(path):
    def inner():
        return open(path).read()

    return [await asyncio.to_thread(inner) for _ in range(2)]


# In a comprehension, a condition, a default of a nested function, an f-string.
async def places(urls):
    if await asyncio.to_thread(fetch, urls[0]):
        pass

    def local(first=await asyncio.to_thread(fetch, urls[1])):
        return first

    print(f"{await asyncio.to_thread(fetch, urls[2])}", local)
    return {url: await asyncio.to_thread(fetch, url) for url in urls}


# A class body runs where it stands.
async def declare():
    class Options:
        value = fetch("https://example.org")

    return Options


# A static method, a class method, an alias.
class Tools:
    @staticmethod
    def run(command):
        return subprocess.run(command)

    @classmethod
    def make(cls):
        cls.run(["make"])
        return cls()


get = fetch


async def tools():
    await asyncio.to_thread(Tools.run, ["ls"])
    await asyncio.to_thread(Tools.make)
    return await asyncio.to_thread(get, "https://example.org")


# A decorated coroutine is one still.
@app.get("/")
async def route():
    return (await asyncio.to_thread(fetch, "https://example.org")).json()


def query(path):
    connection = sqlite3.connect(path)
    return connection.execute("select 1").fetchall()


async def rows(path):
    return await asyncio.to_thread(query, path)


@contextmanager
def opened(path):
    yield open(path)


@lru_cache
def cached(url):
    return requests.get(url, timeout=5)


# Seldom: a value that is kept, what depends on the type of an argument.
class Cache:
    def __init__(self):
        self.connection = None

    def get(self):
        if self.connection is None:
            self.connection = sqlite3.connect("cache")
        return self.connection

    async def work(self):
        return await asyncio.to_thread(self.get)


def as_text(source):
    if isinstance(source, str):
        return open(source).read()
    return source.read()


async def text(source):
    return await asyncio.to_thread(as_text, source)


def set_value(values, key, value, save=True):
    values[key] = value
    if save:
        with open("values", "w") as file:
            file.write(repr(values))


def tag_of(source):
    if hasattr(source, "read"):
        return open(source.name).read()
    return source


async def remember(values, source):
    await asyncio.to_thread(set_value, values, "a", 1, save=False)
    return await asyncio.to_thread(tag_of, source)


class Table:
    def __init__(self, path, public=False):
        self.path = path
        self.public = public
        if not self.public:
            self.text = open(path).read()


def note(text, debug=False):
    if not debug:
        return
    with open("log", "a") as file:
        file.write(text)


async def read_table(path):
    await asyncio.to_thread(note, "reads")
    return await asyncio.to_thread(Table, path, public=True)
