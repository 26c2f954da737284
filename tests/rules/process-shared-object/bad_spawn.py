import multiprocessing
import queue
import threading
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

multiprocessing.set_start_method("spawn")
lock = threading.Lock()
counts = Counter()
lines = []
early = []
shown = []
with_test = []


def square(number, *rest):
    return number * number


class Report:
    def __init__(self):
        self.lock = threading.Lock()

    def render(self):
        return 1


def start(numbers):
    print("fork")
    multiprocessing.Process(target=lambda: 1).start()  # expect[information]
    multiprocessing.Process(target=Report().render).start()  # expect[information]: takes along its whole `Report`
    multiprocessing.Process(target=square, args=[queue.Queue(maxsize=len(numbers) + len(lines) + len(early))]).start()  # expect: it is


def sends(numbers):
    def callback(number):
        return number

    with ProcessPoolExecutor() as pool:
        pool.submit(square, *[lock])  # expect: `lock`
        pool.map(square, [1, lock])  # expect: `lock`
        pool.map(square, (1, lock))  # expect: `lock`
        pool.submit(square, 1, 2, 3, lock)  # expect: `lock`
        pool.submit(square, callback)  # expect: `callback`
    with multiprocessing.Pool() as workers:
        workers.apply_async(square, (1,), callback=print, kwds={"lock": lock})  # expect: `lock`
        workers.apply_async(square, (1,), {"lock": lock})  # expect: `lock`
        workers.map(square, iterable=[lock])  # expect: `lock`


def work(number):
    counts[number] += 1  # expect: `counts`
    lines.append(number)  # expect: `lines`
    shown.append(number)  # expect: `shown`
    if number:
        with_test.append(number)  # expect: `with_test`


def show():
    print(shown)


def main(numbers):
    with ProcessPoolExecutor() as pool:
        pool.map(work, numbers)
    threading.Thread(target=show).start()
    print(counts, with_test)


with ProcessPoolExecutor() as pool:
    pool.map(work, [1, 2])
print(lines)
