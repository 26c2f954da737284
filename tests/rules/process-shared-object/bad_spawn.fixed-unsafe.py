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


def start_work():
    return 1


def start(numbers):
    print("fork")
    multiprocessing.Process(target=start_work).start()
    multiprocessing.Process(target=Report().render).start()
    multiprocessing.Process(target=square, args=[queue.Queue(maxsize=len(numbers) + len(lines) + len(early))]).start()


def callback(number):
    return number


def sends(numbers):
    with ProcessPoolExecutor() as pool:
        pool.submit(square, *[lock])
        pool.map(square, [1, lock])
        pool.map(square, (1, lock))
        pool.submit(square, 1, 2, 3, lock)
        pool.submit(square, callback)
    with multiprocessing.Pool() as workers:
        workers.apply_async(square, (1,), callback=print, kwds={"lock": lock})
        workers.apply_async(square, (1,), {"lock": lock})
        workers.map(square, iterable=[lock])


def work(number):
    counts[number] += 1
    lines.append(number)
    shown.append(number)
    if number:
        with_test.append(number)


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
