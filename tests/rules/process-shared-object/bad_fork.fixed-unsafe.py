import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor

multiprocessing.set_start_method("fork")
lock = threading.Lock()


def work(number, lock=None):
    return number


def start_work():
    return 1


def start():
    multiprocessing.Process(target=work, args=(1, lock)).start()
    with ProcessPoolExecutor() as pool:
        pool.submit(start_work)
