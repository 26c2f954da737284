import asyncio
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

from fastapi import FastAPI

lock = threading.Lock()
counter = 0
calls = 0
local = threading.local()
lines = []
names = set()
slots = [0] * 4
app = FastAPI()
single = ThreadPoolExecutor(max_workers=1)


def locked():
    global counter
    with lock:
        counter += 1


def acquired():
    global counter
    lock.acquire()
    try:
        counter += 1
    finally:
        lock.release()


def bump_locked():
    global counter
    counter += 1


def calls_under_lock():
    with lock:
        bump()


def bump():
    global counter
    counter += 1


def collects(line):
    global lines, names
    lines += [line]
    names |= {line}
    lines.append(line)


def own_slot(index):
    slots[index] += 1


def own_name(items):
    total = 0
    for item in items:
        total += item
    return total


def per_thread():
    local.count += 1


def flag():
    global counter
    counter = 7


def one_at_a_time():
    global calls
    calls += 1


def start(items):
    for item in items:
        for work in (locked, acquired, bump_locked, calls_under_lock, per_thread, flag):
            work()
        threading.Thread(target=locked).start()
        threading.Thread(target=acquired).start()
        threading.Thread(target=bump_locked).start()
        threading.Thread(target=calls_under_lock).start()
        threading.Thread(target=collects, args=(item,)).start()
        threading.Thread(target=own_slot, args=(item,)).start()
        threading.Thread(target=own_name, args=(item,)).start()
        threading.Thread(target=per_thread).start()
        threading.Thread(target=flag).start()
        single.submit(one_at_a_time)


not_in_a_thread = 0


def never_in_a_thread():
    global not_in_a_thread
    not_in_a_thread += 1


async def one_after_the_other(items):
    for item in items:
        await asyncio.to_thread(alone, item)


alone_calls = 0


def alone(item):
    global alone_calls
    alone_calls += 1


joined = 0


def join_each():
    global joined
    joined += 1


def joins():
    for _ in range(3):
        thread = threading.Thread(target=join_each)
        thread.start()
        thread.join()


handled = 0


@app.get("/on-loop")
async def on_loop():
    global handled
    handled += 1


in_process = 0


def process_work(item):
    global in_process
    in_process += 1


def processes(items):
    with ProcessPoolExecutor() as pool:
        pool.map(process_work, items)


class Reader(threading.Thread):
    """Only its own thread writes; others read."""

    def __init__(self):
        super().__init__()
        self.lines = 0
        self.buffer = b""

    def run(self):
        self.lines += 1
        self.buffer = self.buffer[1:]

    def count(self):
        return self.lines


def readers():
    for _ in range(4):
        Reader().start()


class Job:
    def __init__(self):
        self.steps = 0

    def run(self):
        self.steps += 1


def own_objects(count):
    for _ in range(count):
        job = Job()
        threading.Thread(target=job.run).start()


def local_objects():
    job = Job()
    job.run()


def start_local_objects():
    for _ in range(4):
        threading.Thread(target=local_objects).start()


class Ticker:
    def __init__(self):
        self.ticks = 0
        self.lock = threading.RLock()
        self.clients = []

    def start(self):
        self.ticks = 0
        threading.Thread(target=self.loop, daemon=True).start()

    def loop(self):
        self.ticks += 1
        with self.lock:
            self.clients = self.clients[1:]
        self.clients += [1]

    def stop(self, thread):
        thread.join()
        self.ticks += 1


def closed_over_by_one():
    done = 0

    def work():
        nonlocal done
        done += 1

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    done += 1
    return done


def either(parallel):
    seen = 0

    def work():
        nonlocal seen
        seen += 1

    if parallel:
        threading.Thread(target=work).start()
    else:
        threading.Thread(target=partial(work)).start()


def of_the_thread():
    inner = 0

    def step():
        nonlocal inner
        inner += 1

    step()
    return inner


def start_of_the_thread():
    for _ in range(3):
        threading.Thread(target=of_the_thread).start()


class OwnSlots:
    def __init__(self):
        self.slots = {}

    def slot(self):
        return self.slots[threading.get_ident()]

    def work(self):
        self.slot().busy += 1

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.work).start()
