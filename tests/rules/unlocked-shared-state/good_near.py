import threading
from collections import Counter, deque
from dataclasses import dataclass


class TwoKeys:
    def __init__(self):
        self.sizes = {}
        self.list = [0, 0]
        threading.Thread(target=self.one).start()
        threading.Thread(target=self.two).start()

    def one(self):
        self.sizes["a"] += 1
        self.list[0] += 1
        self.read += 1

    def two(self):
        self.sizes["b"] += 1
        self.list[1] += 1
        self.written += 1


class First:
    def __init__(self):
        self.count = 0
        threading.Thread(target=self.loop).start()

    def loop(self):
        self.count += 1


class Second:
    def __init__(self):
        self.count = 0
        threading.Thread(target=self.work).start()

    def work(self):
        self.count += 1


class Own:
    def __init__(self):
        self.slots = {}
        self.lines = []
        self.queue = deque()
        self.words = Counter()
        self.cache = None

    def start(self, items):
        for item in items:
            threading.Thread(target=self.work, args=(item,)).start()
            threading.Thread(target=self.collect, args=(item,)).start()
            threading.Thread(target=self.fill, args=(item,)).start()

    def work(self, items):
        self.slots[threading.get_ident()] += 1
        self.slots[threading.current_thread().name].busy += 1
        total(items)

    def collect(self, more):
        self.lines += more
        self.queue += more
        self.words += more
        self.others += list(more)

    def fill(self, more):
        self.cache = self.cache or len(more)
        self.cache = self.cache if self.cache else len(more)
        print.count += 1


def total(items):
    number = 0
    for item in items:
        number += item
    return number


found = []
words = {}
texts = {}
balance = 100
older = balance


def extend(more):
    global found
    found += more


def others():
    words["a"] = texts.get("a", 0) + 1
    words["a"] = words.get("b", 0) + 1
    words["a"] = words.setdefault("a", 0) + 1
    words["a"] = get(words, "a") + 1


def from_before():
    global balance
    balance = older - 1


def from_elsewhere(state):
    global balance
    balance = last - 1
    last = balance


def from_a_pair(state):
    global balance
    now, then = state
    balance = now - 1


def start_them(items):
    for item in items:
        threading.Thread(target=extend, args=(item,)).start()
        threading.Thread(target=others).start()
        threading.Thread(target=from_before).start()
        threading.Thread(target=from_elsewhere, args=(item,)).start()
        threading.Thread(target=from_a_pair, args=(item,)).start()


class Entered:
    def __new__(cls):
        self = super().__new__(cls)
        self.seen = 1
        return self

    def __enter__(self):
        self.seen = 2
        return self

    def start(self):
        threading.Thread(target=self.loop).start()

    def loop(self):
        self.seen += 1
        self.seen += 2
        self.more()

    def more(self):
        self.seen += 3


@dataclass
class Made:
    seen: int

    def __post_init__(self):
        self.seen = 1

    def start(self):
        threading.Thread(target=self.loop).start()

    def loop(self):
        self.seen += 1


class Either:
    def start(self, parallel):
        if parallel:
            threading.Thread(target=self.loop).start()
        else:
            self.seen += 1

    def loop(self):
        self.seen += 1


class OneByOne:
    def start(self):
        first = threading.Thread(target=self.one)
        first.start()
        first.join()
        second = threading.Thread(target=self.two)
        second.start()
        second.join()

    def one(self):
        self.seen += 1

    def two(self):
        self.seen += 1


class Counted:
    def __init__(self, start):
        self.number = start
        self.number += 1


def makes():
    return Counted(1)


def start_makers():
    for _ in range(3):
        threading.Thread(target=makes).start()


# An element of the thread's own, by its parameter or by what is its own object.
class Numbered(threading.Thread):
    def __init__(self, index):
        super().__init__()
        self.index = index

    def run(self):
        parts[self.index] += 1


parts = {}
limit = 3
shown = 0


def part(index):
    parts[index] += 1


# The copy is of something else, comes later, or is no copy.
def copies(line):
    global shown
    old = limit
    shown = old + 1


def copied_later(line):
    global shown
    shown = limit
    later = shown
    print(later)


def taken_apart(line):
    global shown
    first, second = limit, line
    shown = first + len(second)


def begin_parts(count):
    for index in range(count):
        threading.Thread(target=part, args=(index,)).start()
        threading.Thread(target=copies, args=("",)).start()
        threading.Thread(target=copied_later, args=("",)).start()
        threading.Thread(target=taken_apart, args=("",)).start()
        Numbered(index).start()


# Each thread is given a key of its own.
class ByKey:
    def __init__(self):
        self.found = {}

    def run(self, key):
        self.found[key] += 1

    def start(self, keys):
        for key in keys:
            threading.Thread(target=self.run, args=(key,)).start()
