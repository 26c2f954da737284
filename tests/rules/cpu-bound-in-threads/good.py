import asyncio
import functools
import hashlib
import multiprocessing
import queue
import threading
import time
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import lru_cache

import requests


def count(n):
    return sum(i * i for i in range(n))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


# Processes are right for it.
def in_processes():
    with ProcessPoolExecutor() as pool:
        return list(pool.map(count, [10**7] * 4))


async def in_a_process(pool: ProcessPoolExecutor):
    return await asyncio.get_running_loop().run_in_executor(pool, count, 10**8)


# An executor that the file does not show.
def unknown_pool(pool):
    return pool.submit(count, 10**7)


# Small loops, and loops of unknown length.
def small():
    with ThreadPoolExecutor() as pool:
        pool.map(count, [100, 200, 300])
        pool.map(fib, [5, 6, 7])
        pool.submit(fib, 12)
        pool.submit(count, 1000)


def unknown_length(numbers, n):
    with ThreadPoolExecutor() as pool:
        pool.map(count, numbers)
        pool.submit(fib, n)


def over_data(items):
    total = 0
    for item in items:
        total += item
    return total


def data(batches):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(over_data, batches))


# The work waits too.
def polls(url):
    for i in range(1_000_000):
        requests.get(f"{url}/{i}", timeout=3)


def naps():
    for _ in range(2_000_000):
        time.sleep(0.001)


def drains(inbox: queue.Queue):
    for _ in range(5_000_000):
        inbox.get()


def writes(path):
    with open(path, "w") as out:
        for i in range(3_000_000):
            out.write(str(i))


def waiting(url, inbox, path):
    with ThreadPoolExecutor() as pool:
        pool.submit(polls, url)
        pool.submit(naps)
        pool.submit(drains, inbox)
        pool.submit(writes, path)


# C code that lets go of the GIL.
def digests():
    state = hashlib.sha256()
    for i in range(1_000_000):
        state.update(hashlib.sha256(bytes(i)).digest())
    return state.hexdigest()


def packs(data):
    for level in range(2_000_000):
        zlib.compress(data, level % 9)


def c_code(data):
    with ThreadPoolExecutor() as pool:
        pool.submit(digests)
        pool.submit(packs, data)


# What the file does not know may let go of it as well.
def unknown_calls(engine):
    for i in range(10_000_000):
        engine.step(i)


def product(a, b):
    for _ in range(1_000_000):
        a = a @ b
    return a


@functools.wraps(count)
def wrapped():
    return count(10**7)


@lru_cache(maxsize=None)
def cached(n):
    return n if n < 2 else cached(n - 1) + cached(n - 2)


def not_known(engine, a, b):
    with ThreadPoolExecutor() as pool:
        pool.submit(unknown_calls, engine)
        pool.submit(product, a, b)
        pool.submit(wrapped)
        pool.submit(cached, 300)


# One thread beside the rest keeps its maker free.
def beside():
    thread = threading.Thread(target=count, args=(10**8,))
    thread.start()
    return thread


def one_worker():
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(count, 10**8)


def either(fast):
    if fast:
        thread = threading.Thread(target=count, args=(10**7,))
    else:
        thread = threading.Thread(target=count, args=(10**8,))
    thread.start()


def later():
    threading.Timer(5, count, args=(10**8,)).start()
    threading.Timer(6, count, args=(10**8,)).start()


# A generator has not run yet; a lazy expression neither.
def numbers():
    for i in range(10_000_000):
        yield i * i


def lazy():
    return (i * i for i in range(10_000_000))


def not_yet():
    with ThreadPoolExecutor() as pool:
        pool.submit(numbers)
        pool.submit(lazy)


# A step of its own, not one.
def halves(n):
    while n > 0:
        n //= 2


def reset(n):
    while n > 0:
        n -= 1
        if n % 3:
            n = 0


def logarithmic():
    with ThreadPoolExecutor() as pool:
        pool.submit(halves, 10**9)
        pool.submit(reset, 10**9)
        pool.submit(range_by_step)


def range_by_step():
    return sum(i for i in range(0, 10_000_000, 100_000))


# Walking a tree branches out, but not over numbers.
def walk(node):
    if node is None:
        return 0
    return walk(node.left) + walk(node.right)


def one_branch(n):
    return 0 if n == 0 else 1 + one_branch(n - 1)


def trees(root):
    with ThreadPoolExecutor() as pool:
        pool.submit(walk, root)
        pool.submit(one_branch, 900)


# Processes that compute as well as wait, or that are not known to only wait.
def download(url):
    return requests.get(url, timeout=10).text


def download_and_count(url):
    text = requests.get(url, timeout=10).text
    return sum(len(word) for word in text.split())


def download_and_parse(url, parse):
    return parse(requests.get(url, timeout=10).text)


def mixed(urls, parse):
    with ProcessPoolExecutor() as pool:
        pool.map(download_and_count, urls)
        pool.map(download_and_parse, urls, parse)
    with ProcessPoolExecutor() as pool:
        pool.map(download, urls)
        pool.submit(count, 10**7)


# A process of its own can be ended from outside.
def killable(url):
    process = multiprocessing.Process(target=download, args=(url,))
    process.start()
    process.join(5)
    process.kill()


def in_threads(urls):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(download, urls))


def given_pool(pool, urls):
    return pool.map(download, urls)


# Names that mean something else here.
def shadowed(range, n=10_000_000):
    for i in range(n):
        n += i
    return n


def own_names(my_range):
    with ThreadPoolExecutor() as pool:
        pool.submit(shadowed, my_range)


# Alone in a thread, and bound to an object: that is how the loop stays alive.
class Game:
    def __init__(self):
        self.score = 0

    def think(self):
        for i in range(5_000_000):
            self.score = (self.score * 31 + i) % 97

    async def turn(self):
        await asyncio.to_thread(self.think)


async def named(n):
    return await asyncio.to_thread(count, n=10_000_000)
