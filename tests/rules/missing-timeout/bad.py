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
    requests.get(url)  # expect: `requests.get` has no timeout
    r.post(url, json={'a': 1})  # expect: `r.post` has no timeout
    requests.request('GET', url, allow_redirects=False)  # expect
    requests.get(url, timeout=None)  # expect: `timeout=None` takes the limit from `requests.get`
    return requests.get(url).json()  # expect


def layouts(url):
    requests.get(  # expect
        url,
        headers={},
    )
    requests.get(  # expect
        url,
        headers={})
    requests.get(url,)  # expect
    requests.get((url))  # expect
    requests.get(url, **OPTIONS)  # expect
    requests.get(*url)  # expect
    requests.get(u for u in [url])  # expect
    requests.get(  # expect
        url  # of the page
    )


def session(url):
    with requests.Session() as client:
        client.timeout = 5
        client.get(url)  # expect: `client.get` has no timeout
    requests.session().get(url)  # expect


class Client:
    def __init__(self):
        self.http = requests.Session()

    def load(self, url):
        return self.http.get(url)  # expect


def given(url, http: requests.Session):
    return http.get(url)  # expect[hint]


def standard_library(url, host):
    urllib.request.urlopen(url)  # expect: `urllib.request.urlopen` has no timeout
    fetch(url, None)  # expect
    socket.create_connection((host, 80))  # expect
    http.client.HTTPSConnection(host)  # expect
    with smtplib.SMTP(host, 25) as smtp:  # expect
        smtp.noop()
    ftplib.FTP()  # expect
    plug = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    plug.connect((host, 80))  # expect: the socket has no timeout
    urllib.request.build_opener().open(url)  # expect


def with_default(url):
    httpx.get(url, timeout=None)  # expect: `timeout=None`
    httpx.Client(timeout=httpx.Timeout(None))  # expect
    aiohttp.ClientTimeout(total=None)  # expect: `total=None`
    return httpx.AsyncClient(timeout=None)  # expect


async def aio(url):
    async with aiohttp.ClientSession(timeout=None) as client:  # expect
        await client.get(url, timeout=None)  # expect


async def in_threads(url):
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(requests.get, url)  # expect
    await loop.run_in_executor(None, requests.get, url)  # expect
    with ThreadPoolExecutor() as pool:
        pool.submit(requests.get, url, headers={})  # expect


async def streams(host):
    reader, writer = await asyncio.open_connection(host, 80)  # expect[hint]: nothing ends this wait
    writer.write(b'hello')
    line = await reader.readline()  # expect[hint]
    return line + await reader.read(10)  # expect[hint]


async def process():
    child = await asyncio.create_subprocess_exec('ls')
    out, _ = await child.communicate()  # expect[hint]
    await child.wait()  # expect[hint]
    return out


async def no_limit(reader: asyncio.StreamReader):
    async with asyncio.timeout(None):
        return await reader.readline()  # expect[hint]


def written(url, parts):
    requests.get([part for part in parts])  # expect
    requests.get(part for part in parts)  # expect
    requests.get(url,	)  # expect
    requests.get(url, )  # expect
    return requests.get(url	)  # expect


async def in_threads(url):
    async with asyncio.timeout(30):
        requests.get(url, timeout=None)  # expect: None
    return await asyncio.to_thread(requests.get, url)  # expect
