# Each write takes long enough for another thread to come between.
#
# after:
# module 20
# enclosing 20
# object 20
# class 20
import threading
import time
from concurrent.futures import ThreadPoolExecutor

total = 0


def slowly(value):
    time.sleep(0.001)
    return value + 1


def of_module(item):
    global total
    total = slowly(total)


def of_function():
    done = 0

    def work(item):
        nonlocal done
        old = done
        time.sleep(0.001)
        done = old + 1

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(20)))
    return done


class Counter:
    made = 0

    def __init__(self):
        self.count = 0

    def start(self):
        threads = [threading.Thread(target=self.step) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def step(self):
        self.count = slowly(self.count)
        Counter.made = slowly(Counter.made)


with ThreadPoolExecutor(20) as pool:
    list(pool.map(of_module, range(20)))
print("module", total)
print("enclosing", of_function())
counter = Counter()
counter.start()
print("object", counter.count)
print("class", Counter.made)
