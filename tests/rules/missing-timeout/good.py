import asyncio
import smtplib
import socket
import urllib.request

import aiohttp
import async_timeout
import httpx
import requests
from requests.adapters import HTTPAdapter

TIMEOUTS = {'timeout': 5}
CHANGED = {'headers': {}}
CHANGED['timeout'] = 5


def plain(url, limit):
    requests.get(url, timeout=5)
    requests.get(url, timeout=(3, 30))
    requests.get(url, timeout=limit)
    requests.post(url, json={}, timeout=30)


def spread(url, options, **kwargs):
    requests.get(url, **kwargs)
    requests.get(url, **options)
    requests.get(url, **TIMEOUTS)
    requests.get(url, **CHANGED)
    requests.get(url, **{**CHANGED})


def other_get(params, cache):
    params.get('url')
    return cache.get('url')


def shadowed(requests, url):
    return requests.get(url)


def standard_library(url, host):
    urllib.request.urlopen(url, None, 5)
    urllib.request.urlopen(url, timeout=5)
    urllib.request.urlopen('file:///etc/hosts')
    urllib.request.urlopen('data:,hello')
    smtplib.SMTP(host, 25, 'me', 5)
    smtplib.SMTP(host, timeout=5)


def with_default(url):
    httpx.get(url)
    httpx.get(url, timeout=5)
    with httpx.Client() as client:
        client.get(url)
    aiohttp.ClientTimeout(total=None, sock_read=30)
    return httpx.Timeout(10.0, read=None)


async def aio(url):
    async with aiohttp.ClientSession() as client:
        async with client.get(url) as response:
            return await response.json()


async def in_threads(url):
    await asyncio.to_thread(requests.get, url, timeout=5)
    await asyncio.wait_for(asyncio.to_thread(requests.get, url), 5)
    async with asyncio.timeout(5):
        await asyncio.to_thread(requests.get, url)


async def streams(host):
    async with asyncio.timeout(5):
        reader, writer = await asyncio.open_connection(host, 80)
        await reader.readline()
    async with async_timeout.timeout(5) as scope:
        await reader.readline()
        scope.shift(1)
    await asyncio.wait_for(reader.read(10), timeout=5)
    return await bounded(reader)


async def bounded(reader):
    return await reader.read(10)


async def _answer(reader: asyncio.StreamReader):
    return await reader.readline()


async def answer(reader):
    return await asyncio.wait_for(_answer(reader), 5)


async def _head(reader: asyncio.StreamReader):
    return await reader.readline()


async def head(reader):
    async with asyncio.timeout(5):
        return await _head(reader)


async def workers(queue, event):
    await queue.get()
    await event.wait()


def factory(url):
    return lambda: asyncio.open_connection(url)


class Client:
    """Its adapter sets the timeout of every request."""

    def __init__(self):
        self.http = requests.Session()
        self.http.mount('https://', HTTPAdapter())

    def load(self, url):
        return self.http.get(url)


def fetch(url, timeout=None):
    return requests.get(url, timeout=timeout)


async def on_the_loop(url):
    return requests.get(url)


HOST = "127.0.0.1"


def local(port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
        one.connect(("localhost", port))
    two = socket.socket()
    two.connect((HOST, port))
    return socket.create_connection((HOST, port))


async def bounded_thread(url):
    async with asyncio.timeout(30):
        return await asyncio.to_thread(requests.get, url)
