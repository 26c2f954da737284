import requests


def fetch(url):
    return requests.get(url, timeout=5)


async def awaited(url):
    return await fetch(url)
