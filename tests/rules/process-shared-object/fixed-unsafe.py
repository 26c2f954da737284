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


def lambdas_work():
    return square(3)


def lambdas(numbers):
    with ProcessPoolExecutor() as pool:
        pool.submit(lambdas_work)
        return list(pool.map(square, numbers))


def keeps_local_names(numbers, factor):
    with ProcessPoolExecutor() as pool:
        return list(pool.map(lambda n: n * factor, numbers))


def cube(number):
    # three times
    return number ** 3


def nested(numbers):
    with multiprocessing.Pool() as pool:
        return pool.map(cube, numbers)


def objects_work(n):
    return n


def objects(numbers):
    log = open("log")
    connection = sqlite3.connect("db")
    waiting = multiprocessing.Queue()
    squares = (n * n for n in numbers)
    with ProcessPoolExecutor() as pool:
        pool.submit(square, lock)
        pool.submit(square, log)
        pool.submit(square, connection)
        pool.submit(square, waiting)
        pool.submit(square, squares)
        pool.submit(square, (n for n in numbers))
        pool.submit(square, key=objects_work)
        pool.submit(partial(square, lock))
        pool.map(square, [(n, lock) for n in numbers])
    with multiprocessing.Pool() as workers:
        workers.apply_async(square, (1, lock))
        workers.apply_async(square, kwds={"lock": lock})


class Report:
    def __init__(self):
        self.lock = threading.Lock()
        self.pool = ProcessPoolExecutor()

    def render(self, page):
        return page

    def run(self, pages):
        self.pool.submit(self.render, pages)
        return self.pool.submit(square, self)


def on_loop_work():
    return 1


def on_loop_work_2():
    return 2


async def on_loop(numbers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        await loop.run_in_executor(pool, on_loop_work)
        await loop.run_in_executor(pool, on_loop_work_2)


def work(number, lock=None):
    global done
    done += 1
    results.append(number)
    store(number)


def store(number):
    totals[number] = number


def main_work():
    return 1


def main(numbers):
    with ProcessPoolExecutor() as pool:
        list(pool.map(work, numbers))
    print(done, results, totals)
    process = multiprocessing.Process(target=work, args=(1, lock))
    process.start()
    multiprocessing.Process(target=work, args=[queue.Queue()]).start()
    multiprocessing.Process(target=main_work).start()
    pool = ProcessPoolExecutor(initializer=work, initargs=(lock,))
    return pool
