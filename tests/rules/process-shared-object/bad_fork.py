import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor

multiprocessing.set_start_method("fork")
lock = threading.Lock()


def work(number, lock=None):
    return number


def start():
    multiprocessing.Process(target=work, args=(1, lock)).start()  # expect: of no use in another process
    with ProcessPoolExecutor() as pool:
        pool.submit(lambda: 1)  # expect: a lambda cannot be pickled
