import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from fastapi import FastAPI

counter = 0
balance = 100
totals = {}
words = {}
history = ""
app = FastAPI()


def count():
    global counter
    for _ in range(1000):
        counter += 1  # expect: `counter`


def withdraw(amount):
    global balance
    old = balance
    time.sleep(0.01)
    balance = old - amount  # expect: `balance`


def tally(text):
    for word in text.split():
        words[word] = words.get(word, 0) + 1  # expect: `words[word]`


def add_up(items):
    for item in items:
        record(item)


def record(item):
    totals[item.kind] += item.price  # expect: `totals[item.kind]`


def log(line):
    global history
    history = history + line  # expect: `history`


threads = [threading.Thread(target=count) for _ in range(4)]
for amount in (1, 2, 3):
    threading.Thread(target=withdraw, args=(amount,)).start()

with ThreadPoolExecutor() as pool:
    pool.map(tally, ["a", "b"])
    for part in ([], []):
        pool.submit(partial(add_up, part))


@app.get("/hits")
def hits():
    global counter
    counter += 1  # expect: thread pool
    return counter


async def gather_lines(lines):
    await asyncio.gather(*[asyncio.to_thread(log, line) for line in lines])


def closed_over(urls):
    done = 0
    sizes = {"all": 0}

    def fetch(url):
        nonlocal done
        sizes["all"] += len(url)  # expect: `sizes["all"]`
        done += 1  # expect: `done`

    with ThreadPoolExecutor(max_workers=8) as pool:
        for url in urls:
            pool.submit(fetch, url)
    return done, sizes


class Crawler:
    def __init__(self):
        self.seen = 0
        self.failed = 0
        self.pool = ThreadPoolExecutor(8)

    def crawl(self, urls):
        for url in urls:
            self.pool.submit(self.visit, url)

    def visit(self, url):
        self.seen += 1  # expect: `self.seen`
        if not url:
            self.fail()

    def fail(self):
        self.failed += 1  # expect: `self.failed`


class Meter(threading.Thread):
    made = 0

    def __init__(self):
        super().__init__()
        self.pending = 0

    def run(self):
        while True:
            self.pending -= 1  # expect: `add`
            Meter.made += 1  # expect: `Meter.made`

    def add(self):
        self.pending += 1


def start_meters():
    for _ in range(3):
        Meter().start()


class Pair:
    def __init__(self):
        self.balance = 0
        threading.Thread(target=self.produce).start()
        threading.Thread(target=self.consume).start()

    def produce(self):
        self.balance += 1  # expect: `self.balance`

    def consume(self):
        self.balance -= 1  # expect: `self.balance`


class Pool:
    def __init__(self):
        self.slots = {}

    def work(self):
        self.slots[0].busy += 1  # expect

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.work).start()
