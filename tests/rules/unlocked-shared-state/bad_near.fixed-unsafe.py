import threading

from keys import KEY

lines_lock = threading.Lock()

total_lock = threading.Lock()


class SameKey:
    def __init__(self):
        self._lock = threading.Lock()
        self.sizes = {}
        self.list = [0, 0]
        threading.Thread(target=self.one).start()
        threading.Thread(target=self.two, args=("a",)).start()

    def one(self):
        with self._lock:
            self.sizes["a"] += 1
        with self._lock:
            self.list[0] += 1
        with self._lock:
            self.lines["a"] += 1

    def two(self, word):
        with self._lock:
            self.sizes["a"] += 1
        with self._lock:
            self.list[0] += 1
        with self._lock:
            self.lines[KEY] += 1


class Reset:
    def start(self):
        threading.Thread(target=self.loop).start()

    def loop(self):
        self.seen += 1
        self.read += 1

    def reset(self):
        self.seen = 0
        self.read = 0

    def add(self):
        self.read += 1


lines = []
sizes = []
total = 0


def replace(line):
    global lines
    with lines_lock:
        lines = [*lines, line]


def add(make):
    global sizes
    sizes += make()


def add_made(make):
    with Made._lock:
        Made.items += make()


class Made:
    _lock = threading.Lock()
    items = 0


def twice():
    global total
    with total_lock:
        total += 1


def start(items):
    for item in items:
        threading.Thread(target=replace, args=(item,)).start()
        threading.Thread(target=add, args=(item,)).start()
        threading.Thread(target=add_made, args=(item,)).start()
    first = threading.Thread(target=twice)
    second = threading.Thread(target=twice)
    first.start()
    second.start()


# Which element it is, is the same for all threads of the object.
class Keyed:
    def __init__(self, key):
        self.key = key
        self._lock = threading.Lock()
        self.found = {key: 0}

    def run(self):
        with self._lock:
            self.found[self.key] += 1

    def start(self):
        for _ in range(4):
            threading.Thread(target=self.run).start()
