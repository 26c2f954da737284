import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def count(n):
    return sum(i * i for i in range(n))


def waits(event):
    event.wait()


def one_worker():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(count, 10_000_000)


def one_by_name():
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(count, 10_000_000)


# One that computes beside one that does not, or in another function.
def beside(event):
    first = threading.Thread(target=count, args=(10_000_000,))
    second = threading.Thread(target=waits, args=(event,))
    first.start()
    second.start()


def before():
    threading.Thread(target=count, args=(10_000_000,)).start()


def between():
    return threading.Thread(target=count, args=(10_000_000,))


def after():
    threading.Thread(target=count, args=(10_000_000,)).start()


def with_inner():
    def inner():
        threading.Thread(target=count, args=(10_000_000,)).start()

    threading.Thread(target=count, args=(10_000_000,)).start()
    return inner


def with_process():
    pool = ProcessPoolExecutor()
    threading.Thread(target=count, args=(10_000_000,)).start()
    return pool.submit(count, 10_000_000)


class Alone(threading.Thread):
    def run(self):
        for i in range(10_000_000):
            self.seed = i


class Waits(threading.Thread):
    def run(self):
        self.event.wait()


def start():
    Alone().start()
    for _ in range(3):
        Waits().start()
