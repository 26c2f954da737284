import urllib.request
from urllib.request import urlopen

import httpx
import requests
import requests as http
from requests import Session, get
import aiohttp
import asyncio


async def chain(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=10)) as response:
            return await response.json()


async def item(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url, params={"a": 1}) as response:
            name = (await response.json())["name"]
    return name


async def whole(url, data):
    async with aiohttp.ClientSession() as session:
        async with session.post(url, json=data, headers={"x": "y"}) as reply:
            reply.raise_for_status()
            if reply.status == 200:
                # a comment
                print(await reply.text())

                return (await reply.json())["items"][0]
            return len(await reply.read())


async def dropped(url):
    async with aiohttp.ClientSession() as session:
        async with session.delete(url) as response:
            await response.read()


async def aliases(url):
    return (await asyncio.to_thread(http.get, url)).text, (await asyncio.to_thread(get, url)).text


async def long_call(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=5)) as response:
            text = (await response.text()).strip()
    return text


async def loop(urls):
    found = []
    for url in urls:
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as answer:
                if not answer.ok:
                    continue
                found.append(await answer.json())
    return found


async def escapes(url):
    answer = await asyncio.to_thread(requests.get, url)
    return answer


async def caught(url):
    try:
        return (await asyncio.to_thread(requests.get, url)).text
    except requests.RequestException:
        return None


async def streams(url):
    answer = await asyncio.to_thread(requests.get, url, stream=True)
    return answer.content


async def own(url):
    async with httpx.AsyncClient() as client_2:
        answer = await client_2.get(url, timeout=3)
    return answer.url, answer.json()


async def lines(url):
    answer = await asyncio.to_thread(requests.get, url)
    return """
    text""" + answer.text


async def urllib_too(url):
    await asyncio.to_thread(urllib.request.urlretrieve, url, "x")
    return (await asyncio.to_thread(urlopen, url)).read()


class Client:
    def __init__(self):
        self.session = Session()

    async def fetch(self, url):
        return await asyncio.to_thread(self.session.get, url)


async def with_client(url):
    with httpx.Client() as client:
        return await asyncio.to_thread(client.get, url)


async def streamed(url):
    with httpx.stream("GET", url) as answer:
        print(answer.headers)


async def cloud(key):
    import boto3

    s3 = await asyncio.to_thread(boto3.client, "s3")
    return await asyncio.to_thread(s3.get_object, Bucket="b", Key=key)


async def pages(client):
    paginator = (await asyncio.to_thread(boto3.client, "s3")).get_paginator("list_objects_v2")
    for page in paginator.paginate(Bucket="b"):
        print(page)
