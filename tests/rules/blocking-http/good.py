import asyncio
import urllib.parse

import aiohttp
import httpx
import requests


def synchronous(url):
    return requests.get(url)


async def native(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            return await response.json()


async def client(url):
    async with httpx.AsyncClient() as http:
        return await http.get(url)


async def in_thread(url):
    return await asyncio.to_thread(requests.get, url)


async def in_function(url):
    def work():
        return requests.get(url)

    return await asyncio.to_thread(work)


async def in_lambda(loop, url):
    return await loop.run_in_executor(None, lambda: requests.get(url))


async def shadowed(requests, url):
    return requests.get(url)


async def other_get(options, session):
    return options.get("x"), session.get("y")


async def no_request(url):
    session = requests.Session()
    prepared = requests.Request("GET", url).prepare()
    session.close()
    return prepared, urllib.parse.urlparse(url)


async def annotated(session: httpx.AsyncClient, url):
    return await session.get(url)


app = object()


@app.get("/")
async def route():
    return 1


async def not_known(kubernetes_api):
    return kubernetes_api.list_pods(async_req=True)


async def already_read(url):
    async with httpx.AsyncClient() as client:
        response = await client.get(url)
        return response.read()
