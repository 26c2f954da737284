import urllib.request
from urllib.request import urlopen

import httpx
import requests
import requests as http
from requests import Session, get
import asyncio


async def chain(url):
    return (await asyncio.to_thread(requests.get, url, timeout=10)).json()


async def item(url):
    name = (await asyncio.to_thread(requests.get, url, params={"a": 1})).json()["name"]
    return name


async def whole(url, data):
    reply = await asyncio.to_thread(requests.post, url, json=data, headers={"x": "y"})
    reply.raise_for_status()
    if reply.status_code == 200:
        # a comment
        print(reply.text)

        return reply.json()["items"][0]
    return len(reply.content)


async def dropped(url):
    await asyncio.to_thread(requests.delete, url)


async def aliases(url):
    return (await asyncio.to_thread(http.get, url)).text, (await asyncio.to_thread(get, url)).text


async def long_call(url):
    text = (await asyncio.to_thread(requests.get,
        url,
        timeout=5,
    )).text.strip()
    return text


async def loop(urls):
    found = []
    for url in urls:
        answer = await asyncio.to_thread(requests.get, url)
        if not answer.ok:
            continue
        found.append(answer.json())
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
    answer = await asyncio.to_thread(httpx.get, url, timeout=3)
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
        return self.session.get(url)


async def with_client(url):
    with httpx.Client() as client:
        return client.get(url)


async def streamed(url):
    with httpx.stream("GET", url) as answer:
        print(answer.headers)


async def cloud(key):
    import boto3

    s3 = await asyncio.to_thread(boto3.client, "s3")
    return s3.get_object(Bucket="b", Key=key)


async def pages(client):
    paginator = (await asyncio.to_thread(boto3.client, "s3")).get_paginator("list_objects_v2")
    for page in paginator.paginate(Bucket="b"):
        print(page)
