import asyncio
import shutil
import time

import requests


class Lamp:
    def __init__(self, url):
        self.url = url

    # Named by the language: `async` would not do.
    def __enter__(self):
        return self

    def __call__(self):
        return requests.get(self.url, timeout=5)

    @property
    def state(self):
        return requests.get(self.url, timeout=5).json()

    async def twice(self):
        first = self.state  # expect: reading
        return first, self.state

    async def other(self):
        return self.state  # expect: reading


async def by_lambda(url):
    get = lambda: requests.get(url, timeout=5)
    return get()  # expect


async def copies(path):
    def copy():
        shutil.copytree(path, "copy")

    copy()  # expect: until the disk has answered


lamp = Lamp("https://example.org")


async def first_place():
    return lamp.state  # expect: reading


async def second_place():
    return lamp.state  # expect: reading
