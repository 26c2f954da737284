import threading
from concurrent.futures import ThreadPoolExecutor

cache = {}
other = {}
lock = threading.Lock()
local = threading.local()


def load(url):
    return url


def fetch(url):
    with lock:
        if url not in cache:
            cache[url] = load(url)
    found = {}
    if url not in found:
        found[url] = load(url)
    return found


def once(url):
    if url not in other:
        other[url] = load(url)


def not_in_a_thread(url):
    if url not in cache:
        cache[url] = load(url)


def constant(url):
    if url not in cache:
        cache[url] = None


class Task(threading.Thread):
    def __init__(self):
        super().__init__()
        self.client = None

    def run(self):
        if self.client is None:
            self.client = load("client")


with ThreadPoolExecutor() as pool:
    pool.map(fetch, ["a", "b"])
    pool.map(constant, ["a", "b"])
threading.Thread(target=once, args=("a",)).start()
for _ in range(3):
    Task().start()
