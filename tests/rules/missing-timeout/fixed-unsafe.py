import asyncio
import ftplib
import http.client
import smtplib
import socket
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen as fetch

import aiohttp
import httpx
import requests
import requests as r

OPTIONS = {'headers': {'Accept': 'text/html'}}


def plain(url):
    requests.get(url, timeout=30)
    r.post(url, json={'a': 1}, timeout=30)
    requests.request('GET', url, allow_redirects=False, timeout=30)
    requests.get(url, timeout=30)
    return requests.get(url, timeout=30).json()


def layouts(url):
    requests.get(
        url,
        headers={},
        timeout=30,
    )
    requests.get(
        url,
        headers={}, timeout=30)
    requests.get(url, timeout=30)
    requests.get((url), timeout=30)
    requests.get(url, **OPTIONS, timeout=30)
    requests.get(*url, timeout=30)
    requests.get(u for u in [url])
    requests.get(
        url  # of the page
    )


def session(url):
    with requests.Session() as client:
        client.timeout = 5
        client.get(url, timeout=30)
    requests.session().get(url, timeout=30)


class Client:
    def __init__(self):
        self.http = requests.Session()

    def load(self, url):
        return self.http.get(url, timeout=30)


def given(url, http: requests.Session):
    return http.get(url, timeout=30)


def standard_library(url, host):
    urllib.request.urlopen(url, timeout=30)
    fetch(url, None, timeout=30)
    socket.create_connection((host, 80), timeout=30)
    http.client.HTTPSConnection(host, timeout=30)
    with smtplib.SMTP(host, 25, timeout=30) as smtp:
        smtp.noop()
    ftplib.FTP(timeout=30)
    plug = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    plug.connect((host, 80))
    urllib.request.build_opener().open(url, timeout=30)


def with_default(url):
    httpx.get(url, timeout=30)
    httpx.Client(timeout=30)
    aiohttp.ClientTimeout(total=30)
    return httpx.AsyncClient(timeout=30)


async def aio(url):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as client:
        await client.get(url, timeout=aiohttp.ClientTimeout(total=30))


async def in_threads(url):
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(requests.get, url, timeout=30)
    await loop.run_in_executor(None, requests.get, url)
    with ThreadPoolExecutor() as pool:
        pool.submit(requests.get, url, headers={}, timeout=30)


async def streams(host):
    reader, writer = await asyncio.wait_for(asyncio.open_connection(host, 80), timeout=30)
    writer.write(b'hello')
    line = await asyncio.wait_for(reader.readline(), timeout=30)
    return line + await asyncio.wait_for(reader.read(10), timeout=30)


async def process():
    child = await asyncio.create_subprocess_exec('ls')
    out, _ = await asyncio.wait_for(child.communicate(), timeout=30)
    await asyncio.wait_for(child.wait(), timeout=30)
    return out


async def no_limit(reader: asyncio.StreamReader):
    async with asyncio.timeout(None):
        return await asyncio.wait_for(reader.readline(), timeout=30)


def written(url, parts):
    requests.get([part for part in parts], timeout=30)
    requests.get(part for part in parts)
    requests.get(url, timeout=30	)
    requests.get(url, timeout=30 )
    return requests.get(url, timeout=30	)


async def in_threads(url):
    async with asyncio.timeout(30):
        requests.get(url, timeout=30)
    return await asyncio.to_thread(requests.get, url, timeout=30)
