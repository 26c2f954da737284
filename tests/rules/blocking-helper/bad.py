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
    nap()  # expect: stops the event loop until the sleep is over: it calls `time.sleep`
    settings = load_settings(url)  # expect: it calls `requests.get` by way of `fetch`
    return settings, fetch(url).text  # expect: it calls `requests.get`;


# Defined below where it is used; two ways, the shorter one is told.
async def early():
    return late()  # expect: it calls `subprocess.run` by way of `later`


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
    ping(3)  # expect: it calls `time.sleep` by way of `pong`


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
        self.refresh()  # expect: it calls `open` by way of `self._query`
        return self.size  # expect: reading `self.size`

    async def clone(self):
        return Store(self.path)  # expect: `Store` in coroutine `clone`


store = Store("a")


async def use(other: Store):
    store.refresh()  # expect
    other.refresh()  # expect
    print(other.size)  # expect: reading
    print(store.size)  # expect: reading
    async with asyncio.timeout(3):
        Base().refresh()  # expect


# A nested function that is called where it is made.
async def outer(path):
    def inner():
        return open(path).read()

    return [inner() for _ in range(2)]  # expect


# In a comprehension, a condition, a default of a nested function, an f-string.
async def places(urls):
    if fetch(urls[0]):  # expect
        pass

    def local(first=fetch(urls[1])):  # expect
        return first

    print(f"{fetch(urls[2])}", local)  # expect
    return {url: fetch(url) for url in urls}  # expect


# A class body runs where it stands.
async def declare():
    class Options:
        value = fetch("https://example.org")  # expect

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
    Tools.run(["ls"])  # expect
    Tools.make()  # expect: it calls `subprocess.run` by way of `cls.run`
    return get("https://example.org")  # expect


# A decorated coroutine is one still.
@app.get("/")
async def route():
    return fetch("https://example.org").json()  # expect


def query(path):
    connection = sqlite3.connect(path)
    return connection.execute("select 1").fetchall()


async def rows(path):
    return query(path)  # expect: until the database answers


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
        return self.get()  # expect[information]


def as_text(source):
    if isinstance(source, str):
        return open(source).read()
    return source.read()


async def text(source):
    return as_text(source)  # expect[information]


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
    set_value(values, "a", 1, save=False)  # expect[information]
    return tag_of(source)  # expect[information]


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
    note("reads")  # expect[information]
    return Table(path, public=True)  # expect[information]
