import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from fastapi import FastAPI

counter_lock = threading.Lock()

balance_lock = threading.Lock()

words_lock = threading.Lock()

totals_lock = threading.Lock()

history_lock = threading.Lock()

counter = 0
balance = 100
totals = {}
words = {}
history = ""
app = FastAPI()


def count():
    global counter
    for _ in range(1000):
        with counter_lock:
            counter += 1


def withdraw(amount):
    global balance
    with balance_lock:
        old = balance
        time.sleep(0.01)
        balance = old - amount


def tally(text):
    for word in text.split():
        with words_lock:
            words[word] = words.get(word, 0) + 1


def add_up(items):
    for item in items:
        record(item)


def record(item):
    with totals_lock:
        totals[item.kind] += item.price


def log(line):
    global history
    with history_lock:
        history = history + line


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
    with counter_lock:
        counter += 1
    return counter


async def gather_lines(lines):
    await asyncio.gather(*[asyncio.to_thread(log, line) for line in lines])


def closed_over(urls):
    done_lock = threading.Lock()
    done = 0
    sizes_lock = threading.Lock()
    sizes = {"all": 0}

    def fetch(url):
        nonlocal done
        with sizes_lock:
            sizes["all"] += len(url)
        with done_lock:
            done += 1

    with ThreadPoolExecutor(max_workers=8) as pool:
        for url in urls:
            pool.submit(fetch, url)
    return done, sizes


class Crawler:
    def __init__(self):
        self._lock = threading.Lock()
        self.seen = 0
        self.failed = 0
        self.pool = ThreadPoolExecutor(8)

    def crawl(self, urls):
        for url in urls:
            self.pool.submit(self.visit, url)

    def visit(self, url):
        with self._lock:
            self.seen += 1
        if not url:
            self.fail()

    def fail(self):
        with self._lock:
            self.failed += 1


class Meter(threading.Thread):
    _made_lock = threading.Lock()
    made = 0

    def __init__(self):
        super().__init__()
        self._lock = threading.Lock()
        self.pending = 0

    def run(self):
        while True:
            with self._lock:
                self.pending -= 1
            with Meter._made_lock:
                Meter.made += 1

    def add(self):
        self.pending += 1


def start_meters():
    for _ in range(3):
        Meter().start()


class Pair:
    def __init__(self):
        self._lock = threading.Lock()
        self.balance = 0
        threading.Thread(target=self.produce).start()
        threading.Thread(target=self.consume).start()

    def produce(self):
        with self._lock:
            self.balance += 1

    def consume(self):
        with self._lock:
            self.balance -= 1


class Pool:
    def __init__(self):
        self._lock = threading.Lock()
        self.slots = {}

    def work(self):
        with self._lock:
            self.slots[0].busy += 1

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.work).start()
