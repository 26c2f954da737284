import asyncio

import requests


async def chain(url):
    return requests.get(url, timeout=10).json()


async def item(url):
    name = requests.get(url, params={"a": 1}).json()["asked"][2]
    return name


async def whole(url, data):
    response = requests.post(url, json=data, headers={"x": "y"})  # sent
    response.raise_for_status()
    if response.status_code == 200 and response.ok:
        # kept
        print(response.text, response.headers["x"])

        return response.json()["items"][0], len(response.content)
    return None


async def dropped(url):
    requests.delete(url)


async def long_call(url):
    text = requests.get(
        url,
        timeout=5,
    ).text.strip()
    return text


async def loop(urls):
    found = []
    for url in urls:
        if url == "no":
            continue
        answer = requests.get(url)
        if not answer.ok:
            continue
        found.append([part for part in answer.json()["asked"]])
    return found


async def main():
    print(await chain("a"), await item("b"), await whole("c", {"d": 1}))
    await dropped("e")
    print(await long_call("f"), await loop(["g", "no", "h"]))


asyncio.run(main())
