import asyncio
import math
import multiprocessing
import multiprocessing.pool
import socket
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from functools import partial
from itertools import repeat
from urllib.request import urlopen

import requests

PRIMES = [112272535095293, 112582705942171, 115280095190773]
COUNT = 50_000_000


def count(n):
    return sum(i * i for i in range(n))


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    for i in range(3, int(math.floor(math.sqrt(n))) + 1, 2):
        if n % i == 0:
            return False
    return True


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def countdown(n):
    while n > 0:
        n -= 1


def multiply(a, b, n):
    out = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                out[i][j] += a[i][k] * b[k][j]
    return out


def millions():
    total = 0
    for i in range(3_000_000):
        total += i % 7
    print("done", total)
    return total


def through_helper(item):
    return item + millions()


def with_default(seed, rounds=5_000_000):
    value = seed
    for _ in range(rounds):
        value = (value * 1103515245 + 12345) % 2**31
    return value


def pools(values):
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(count, [10**7] * 4))  # expect: `count` computes in Python, and the GIL lets one thread at a time do so: several are no faster than one; use a `ProcessPoolExecutor`
        list(pool.map(is_prime, PRIMES))  # expect
        list(pool.map(with_default, values))  # expect
        list(pool.map(count, repeat(10_000_000, 4)))  # expect
        list(pool.map(partial(count, 5_000_000)))  # expect
        futures = [pool.submit(fib, n) for n in (30, 31, 32)]  # expect
        futures.append(pool.submit(millions))  # expect
        futures.append(pool.submit(through_helper, 3))  # expect
        for future in as_completed(futures):
            print(future.result())


def thread_pool(matrices):
    with multiprocessing.pool.ThreadPool(8) as pool:
        pool.starmap(multiply, matrices)  # expect
        pool.apply_async(count, (20_000_000,))  # expect


def group():
    first = threading.Thread(target=countdown, args=(COUNT // 2,))  # expect: or `multiprocessing.Process`
    second = threading.Thread(target=countdown, args=(COUNT // 2,))  # expect
    first.start()
    second.start()
    first.join()
    second.join()


def many(n):
    threads = [threading.Thread(target=millions) for _ in range(n)]  # expect
    for thread in threads:
        thread.start()


class Miner:
    def __init__(self, pool=None):
        self.pool = ThreadPoolExecutor()
        self.rounds = 3

    def work(self, seed):
        found = 0
        for nonce in range(10_000_000):
            if (seed * nonce) % 65537 == 1:
                found += 1
        return found

    def run(self, seeds):
        return [self.pool.submit(self.work, seed) for seed in seeds]  # expect


class Cruncher(threading.Thread):
    def __init__(self, seed):
        super().__init__()
        self.seed = seed

    def run(self):  # expect: derive `Cruncher` from
        for i in range(10_000_000):
            self.seed = (self.seed * 31 + i) % 1_000_003


def crunch(seeds):
    for seed in seeds:
        Cruncher(seed).start()


async def lone(n):
    return await asyncio.to_thread(millions)  # expect: it keeps the event loop alive


async def default_executor():
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, count, 10**8)  # expect: it keeps the event loop alive


async def gathered():
    return await asyncio.gather(
        asyncio.to_thread(count, 10_000_000),  # expect: give `loop.run_in_executor` a
        asyncio.to_thread(count, 20_000_000),  # expect
    )


async def own_pool():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor() as pool:
        return await loop.run_in_executor(pool, fib, 35)  # expect: use a `ProcessPoolExecutor`


def counted_by_hand(limit=0):
    i = 0
    while i < 5_000_000:
        i += 1
    return i


def by_lambda():
    with ThreadPoolExecutor() as pool:
        pool.submit(lambda: [x * x for x in range(10_000_000)])  # expect
        pool.submit(counted_by_hand)  # expect


def download(url):
    response = requests.get(url, timeout=10)
    response.raise_for_status()
    return response.text


def fetch_and_keep(url):
    print("fetching", url)
    with urlopen(url, timeout=5) as answer:
        return len(answer.read())


def waits(urls):
    with ProcessPoolExecutor() as pool:
        return list(pool.map(download, urls))  # expect


def waits_in_pool(urls):
    with multiprocessing.Pool(4) as pool:
        return pool.map(fetch_and_keep, urls)  # expect


def waits_by_name(urls):
    with ProcessPoolExecutor(max_workers=8) as pool:
        pages = [pool.submit(requests.get, url, timeout=3) for url in urls]  # expect
        addresses = [pool.submit(socket.gethostbyname, url) for url in urls]  # expect
    return pages, addresses


async def waits_on_loop(url):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        return await loop.run_in_executor(pool, download, url)  # expect
