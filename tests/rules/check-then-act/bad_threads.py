import threading
from concurrent.futures import ThreadPoolExecutor

cache = {}
seen = set()
connection = None


def load(url):
    return url


def fetch(url):
    if url not in cache:  # expect[information]: another thread may store `url`
        cache[url] = load(url)
    if url in seen:  # expect
        return None
    seen.add(url)
    return cache[url]


def connect():
    global connection
    if connection is None:  # expect: another thread may store `connection`
        connection = load("db")
    return connection


class Pool:
    def __init__(self):
        self.client = None

    def start(self):
        for _ in range(4):
            threading.Thread(target=self.work).start()

    def work(self):
        if self.client is None:  # expect: `self.client`
            self.client = load("client")


with ThreadPoolExecutor() as pool:
    pool.map(fetch, ["a", "b"])
    for _ in range(2):
        pool.submit(connect)
