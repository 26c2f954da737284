import asyncio
import multiprocessing
import queue
import sqlite3
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial

lock = threading.Lock()
results = []
done = 0
totals = {}


def square(number, *rest):
    return number * number


def lambdas(numbers):
    with ProcessPoolExecutor() as pool:
        pool.submit(lambda: square(3))  # expect: a lambda cannot be pickled
        return list(pool.map(lambda n: square(n), numbers))  # expect: a lambda


def keeps_local_names(numbers, factor):
    with ProcessPoolExecutor() as pool:
        return list(pool.map(lambda n: n * factor, numbers))  # expect: a lambda


def nested(numbers):
    def cube(number):
        # three times
        return number ** 3

    with multiprocessing.Pool() as pool:
        return pool.map(cube, numbers)  # expect: `cube` is a function inside a function


def objects(numbers):
    log = open("log")
    connection = sqlite3.connect("db")
    waiting = multiprocessing.Queue()
    squares = (n * n for n in numbers)
    with ProcessPoolExecutor() as pool:
        pool.submit(square, lock)  # expect: `lock` is a lock of threads
        pool.submit(square, log)  # expect: open file
        pool.submit(square, connection)  # expect: connection
        pool.submit(square, waiting)  # expect: queue
        pool.submit(square, squares)  # expect: a generator
        pool.submit(square, (n for n in numbers))  # expect: a generator cannot be pickled
        pool.submit(square, key=lambda n: n)  # expect: a lambda
        pool.submit(partial(square, lock))  # expect: `lock`
        pool.map(square, [(n, lock) for n in numbers])  # expect: `lock`
    with multiprocessing.Pool() as workers:
        workers.apply_async(square, (1, lock))  # expect: `lock`
        workers.apply_async(square, kwds={"lock": lock})  # expect: `lock`


class Report:
    def __init__(self):
        self.lock = threading.Lock()
        self.pool = ProcessPoolExecutor()

    def render(self, page):
        return page

    def run(self, pages):
        self.pool.submit(self.render, pages)  # expect: `self.render` takes along its whole `Report`
        return self.pool.submit(square, self)  # expect: `self` takes along


async def on_loop(numbers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        await loop.run_in_executor(pool, lambda: 1)  # expect: a lambda
        await loop.run_in_executor(pool, lambda: 2)  # expect: a lambda


def work(number, lock=None):
    global done
    done += 1  # expect: `done` changes in the worker process only
    results.append(number)  # expect: `main` never sees it
    store(number)


def store(number):
    totals[number] = number  # expect: `totals`


def main(numbers):
    with ProcessPoolExecutor() as pool:
        list(pool.map(work, numbers))
    print(done, results, totals)
    process = multiprocessing.Process(target=work, args=(1, lock))  # expect: of no use in another process
    process.start()
    multiprocessing.Process(target=work, args=[queue.Queue()]).start()  # expect: `queue.Queue()`
    multiprocessing.Process(target=lambda: 1).start()  # expect[information]: does not start where it is spawned
    pool = ProcessPoolExecutor(initializer=work, initargs=(lock,))  # expect: `lock`
    return pool
