import asyncio
import threading


class Store:
    def __init__(self):
        self.lock = threading.Lock()

    def sets(self, number):
        self.lock.acquire()
        self.number = number
        self.lock.release()

    def gives_back_later(self, work):
        self.lock.acquire()
        work()

        def later():
            self.lock.release()

        work(later)
        self.lock.release()


def given(keep):
    lock = threading.Lock()
    keep(lock)
    return lock


def passed_on(keep):
    lock = threading.Lock()
    keep(lock.release)
    with lock:
        keep(1)


def asked(keep):
    lock = threading.Lock()
    lock.describe()
    with lock:
        keep(1)


def entered_as(keep):
    lock = threading.Lock()
    with lock as held:
        keep(held)


def never_used():
    lock = threading.Lock()


def in_a_class():
    class Guarded:
        lock = threading.Lock()
        with lock:
            number = 1

    return Guarded


async def old_way():
    lock = shared()
    with await lock:
        return 1


with threading.Lock():
    print("once")
