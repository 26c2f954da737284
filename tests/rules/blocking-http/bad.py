import urllib.request
from urllib.request import urlopen

import httpx
import requests
import requests as http
from requests import Session, get


async def chain(url):
    return requests.get(url, timeout=10).json()  # expect: `requests.get` in coroutine `chain` stops the event loop


async def item(url):
    name = requests.get(url, params={"a": 1}).json()["name"]  # expect
    return name


async def whole(url, data):
    reply = requests.post(url, json=data, headers={"x": "y"})  # expect
    reply.raise_for_status()
    if reply.status_code == 200:
        # a comment
        print(reply.text)

        return reply.json()["items"][0]
    return len(reply.content)


async def dropped(url):
    requests.delete(url)  # expect


async def aliases(url):
    return http.get(url).text, get(url).text  # expect x2


async def long_call(url):
    text = requests.get(  # expect
        url,
        timeout=5,
    ).text.strip()
    return text


async def loop(urls):
    found = []
    for url in urls:
        answer = requests.get(url)  # expect
        if not answer.ok:
            continue
        found.append(answer.json())
    return found


async def escapes(url):
    answer = requests.get(url)  # expect
    return answer


async def caught(url):
    try:
        return requests.get(url).text  # expect
    except requests.RequestException:
        return None


async def streams(url):
    answer = requests.get(url, stream=True)  # expect
    return answer.content


async def own(url):
    answer = httpx.get(url, timeout=3)  # expect: use `httpx.AsyncClient`
    return answer.url, answer.json()


async def lines(url):
    answer = requests.get(url)  # expect
    return """
    text""" + answer.text


async def urllib_too(url):
    urllib.request.urlretrieve(url, "x")  # expect
    return urlopen(url).read()  # expect x2


class Client:
    def __init__(self):
        self.session = Session()

    async def fetch(self, url):
        return self.session.get(url)  # expect


async def with_client(url):
    with httpx.Client() as client:
        return client.get(url)  # expect


async def streamed(url):
    with httpx.stream("GET", url) as answer:  # expect
        print(answer.headers)


async def cloud(key):
    import boto3

    s3 = boto3.client("s3")  # expect
    return s3.get_object(Bucket="b", Key=key)  # expect


async def pages(client):
    paginator = boto3.client("s3").get_paginator("list_objects_v2")  # expect
    for page in paginator.paginate(Bucket="b"):  # expect
        print(page)
