import threading
from concurrent.futures import ThreadPoolExecutor

_cache_lock = threading.Lock()

_seen_lock = threading.Lock()

_connection_lock = threading.Lock()

cache = {}
seen = set()
connection = None


def load(url):
    return url


def fetch(url):
    with _cache_lock:
        if url not in cache:
            cache[url] = load(url)
    with _seen_lock:
        if url in seen:
            return None
        seen.add(url)
    return cache[url]


def connect():
    global connection
    with _connection_lock:
        if connection is None:
            connection = load("db")
    return connection


class Pool:
    def __init__(self):
        self._client_lock = threading.Lock()
        self.client = None

    def start(self):
        for _ in range(4):
            threading.Thread(target=self.work).start()

    def work(self):
        with self._client_lock:
            if self.client is None:
                self.client = load("client")


with ThreadPoolExecutor() as pool:
    pool.map(fetch, ["a", "b"])
    for _ in range(2):
        pool.submit(connect)
