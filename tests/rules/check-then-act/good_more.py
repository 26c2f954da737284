import asyncio
import os
import queue
import tarfile
import tempfile
import threading

cache = {}
known = None


async def load(key):
    await asyncio.sleep(0)
    return key


async def whole_and_part(key):
    global cache
    if not cache:
        cache[key] = await load(key)
    if key not in cache:
        cache = await load(key)


async def set_back():
    global known
    if not known:
        await load(1)
        known = None


class Box:
    def empty(self):
        return True

    def get(self):
        return 1


class Jobs:
    def __init__(self):
        self.queue = queue.Queue(10)
        self.others = queue.Queue(10)
        self.box = Box()
        self.lock = threading.Lock()
        self.door = asyncio.Lock()
        self.gate = threading.Lock()

    def of_another(self):
        if not self.others.empty():
            return self.queue.get_nowait()
        if self.queue.join():
            return self.queue.get_nowait()
        if not self.box.empty():
            return self.box.get()
        return None

    def under_a_lock(self, folder):
        with self.lock:
            if not self.queue.empty():
                return self.queue.get_nowait()
            if not os.path.exists(folder):
                os.mkdir(folder)
        return None

    def other_lock(self):
        if not self.lock.locked():
            self.gate.acquire()
            self.lock.release()

    def not_tested(self):
        print(self.lock.locked())
        self.lock.acquire()

    def other_test(self):
        if self.lock.acquire(False):
            self.lock.acquire()

    def before(self):
        self.lock.acquire()
        if self.lock.locked():
            print("held")

    def of_somebody(self, door, locked):
        if not door.locked() and not locked():
            door.acquire()

    def either(self, wait):
        if wait:
            print(self.gate.locked() and "held")
        else:
            self.gate.acquire()


def named(file):
    return tarfile.open(tempfile.mktemp(), fileobj=file)


def unsure(folder, ready):
    if ready or os.path.exists(folder):
        os.mkdir(folder)


steps = {}


def step(url):
    if url not in steps:
        steps[url] = 1


def start(urls):
    for url in urls:
        threading.Thread(target=step, args=(url,)).start()
