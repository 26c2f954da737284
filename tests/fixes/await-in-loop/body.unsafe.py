# A body of several statements: results, their order and the names stay; the time does not.
import asyncio
import time


async def size(url):
    await asyncio.sleep(0.02 if len(url) % 2 else 0.04)
    return len(url)


async def appended(urls):
    sizes = ["first"]
    for url in urls:
        # one step after the other
        length = await size(url)
        doubled = length * 2
        sizes.append((url, doubled))  # in order
    return sizes


async def bare_tuple(urls):
    pairs = {}
    for i, url in enumerate(urls):
        length = await size(url)
        pairs[i] = url, length
    return pairs


async def stored(urls):
    found = {}
    for url in urls:
        length = await size(url)
        found[url] = length
    return found


async def added(urls):
    total = 100
    for url in urls:
        length = await size(url)
        total += length
    return total


async def skips(urls, seen):
    for url in urls:
        if not url:
            continue
        for letter in url:
            if letter == "x":
                continue
            seen.setdefault(letter, 0)
        await size(url)


async def unpacked(pairs):
    out = []
    for (name, (a, b)) in pairs:
        first = await size(a)
        second = await size(b)
        out.append(f"{name}{first}{second}")
    return out


class Fleet:
    def __init__(self):
        self.log = []

    async def start(self, host):
        length = await size(host)
        return host * length

    async def start_all(self, hosts):
        for host in hosts:
            started = await self.start(host)
            self.log.append(started)


async def collected(urls):
    sizes = []
    for url in urls:
        sizes.append(await size(url))
    return sizes


async def caught(urls):
    out = []
    for url in urls:
        try:
            await size(url)
            int(url)
        except ValueError as error:
            print("passed over", type(error).__name__)
    return out


async def main():
    urls = ["a", "bb", "ccc", "dddd"]
    began = time.monotonic()
    print(await appended(urls), await bare_tuple(urls), await stored(urls), await added(urls))
    await skips(["", *urls], {})
    print(await unpacked([("n", ("x", "yy")), ("m", ("zzz", "x"))]))
    fleet = Fleet()
    await fleet.start_all(urls)
    print(fleet.log, await collected(urls))
    await caught(urls)


asyncio.run(main())
