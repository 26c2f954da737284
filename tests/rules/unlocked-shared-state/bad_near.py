import threading

from keys import KEY


class SameKey:
    def __init__(self):
        self.sizes = {}
        self.list = [0, 0]
        threading.Thread(target=self.one).start()
        threading.Thread(target=self.two, args=("a",)).start()

    def one(self):
        self.sizes["a"] += 1  # expect[warning]: `one`, which runs in a thread, while `two` changes it too
        self.list[0] += 1  # expect
        self.lines["a"] += 1  # expect

    def two(self, word):
        self.sizes["a"] += 1  # expect
        self.list[0] += 1  # expect
        self.lines[KEY] += 1  # expect


class Reset:
    def start(self):
        threading.Thread(target=self.loop).start()

    def loop(self):
        self.seen += 1  # expect[hint]: while `reset` changes it too
        self.read += 1  # expect[warning]: while `add` changes it too

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
    lines = [*lines, line]  # expect: `replace`, which several threads run,


def add(make):
    global sizes
    sizes += make()


def add_made(make):
    Made.items += make()  # expect


class Made:
    items = 0


def twice():
    global total
    total += 1  # expect: `twice`, which several threads run,


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
        self.found = {key: 0}

    def run(self):
        self.found[self.key] += 1  # expect: `self.found[self.key]`

    def start(self):
        for _ in range(4):
            threading.Thread(target=self.run).start()
