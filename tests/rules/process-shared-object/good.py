import asyncio
import multiprocessing
import socket
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

lock = threading.Lock()
shared_lock = multiprocessing.Lock()
waiting = multiprocessing.Queue()
counter = multiprocessing.Value("i", 0)
table = multiprocessing.Manager().dict()
model = None
settings = None
seen = []
names = []
cache = {}


def square(number, *rest):
    return number * number


def numbers_of(text):
    for word in text.split():
        yield int(word)


def threads_share_memory(numbers):
    with ThreadPoolExecutor() as pool:
        pool.submit(lambda: 1)
        pool.submit(square, lock)
        return list(pool.map(lambda n: n + 1, numbers))


def functions_of_the_module(numbers):
    with ProcessPoolExecutor() as pool:
        pool.submit(square, 1)
        pool.submit(partial(square, 2))
        return list(pool.map(square, (n for n in numbers)))


def iterables_are_taken_apart(text):
    with ProcessPoolExecutor() as pool:
        pool.map(square, numbers_of(text))
        return pool.map(square, numbers_of(text), chunksize=10)


def callbacks_run_here(number):
    with multiprocessing.Pool() as pool:
        pool.apply_async(square, (number,), callback=lambda result: print(result))
        pool.apply_async(square, (number,), {}, lambda result: print(result))


def sockets_can_be_sent():
    connection = socket.socket()
    with ProcessPoolExecutor() as pool:
        pool.submit(square, connection)


def given_at_the_start():
    multiprocessing.Process(target=square, args=(shared_lock, waiting, counter)).start()
    return ProcessPoolExecutor(initializer=prepare, initargs=(shared_lock,))


class Job:
    def __init__(self, number):
        self.number = number

    def run(self):
        return self.number


class Guarded:
    def __init__(self):
        self.lock = threading.Lock()

    def __getstate__(self):
        return {}

    def run(self):
        return 1

    @staticmethod
    def still(number):
        return number

    @classmethod
    def of_class(cls, number):
        return number


class Locked:
    def __init__(self):
        self.lock = threading.Lock()

    @staticmethod
    def still(number):
        return number

    @classmethod
    def of_class(cls, number):
        return number

    def run(self, pool):
        other = ProcessPoolExecutor()
        other.submit(self.still, 1)
        other.submit(self.of_class, 2)
        pool.submit(self.run, 3)


def light_objects():
    job, guarded = Job(1), Guarded()
    with ProcessPoolExecutor() as pool:
        pool.submit(job.run)
        pool.submit(guarded.run)


def prepare(number):
    global settings
    settings = number


def work(number):
    global model
    if model is None:
        model = number
    cache[number] = model
    counter.value += 1
    table[number] = 1
    local = []
    local.append(number)
    names.append(number)
    return len(names), cache


def serial(number):
    seen.append(number)


def main(numbers):
    with ProcessPoolExecutor(initializer=prepare, initargs=(1,)) as pool:
        pool.map(work, numbers)
    print(model, settings, counter.value, table)
    serial(1)
    print(seen)


async def default_executor_is_threads():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, lambda: square(2))


class Scheduler:
    def __init__(self, work):
        self.manager = multiprocessing.Manager()
        self.queue = self.manager.Queue()
        self.pool = multiprocessing.Pool(initializer=work, initargs=[self.queue])
