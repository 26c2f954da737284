import asyncio
import concurrent.futures
import fcntl
import multiprocessing
import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import Queue

import psutil


async def join(job):
    thread = threading.Thread(target=job)
    thread.start()
    thread.join()  # expect: another thread or process is done


async def take(jobs: Queue):
    return jobs.get()  # expect: use `asyncio.Queue`


async def put(job):
    jobs = queue.Queue(maxsize=10)
    jobs.put(job)  # expect


async def timeout(jobs: queue.Queue):
    return jobs.get(timeout=5)  # expect


class Worker:
    def __init__(self):
        self.ready = threading.Event()
        self.lock = threading.Lock()
        self.pool = ThreadPoolExecutor()

    async def start(self, job):
        self.ready.wait()  # expect: use `asyncio.Event`
        self.lock.acquire()  # expect
        future = self.pool.submit(job)
        return future.result()  # expect: asyncio.wrap_future

    async def stop(self):
        self.pool.shutdown()  # expect


async def several(jobs):
    with concurrent.futures.ThreadPoolExecutor() as pool:  # expect: leaving the `with`
        futures = [pool.submit(job) for job in jobs]
    for future in as_completed(futures):  # expect
        print(future)


async def processes(job):
    process = multiprocessing.Process(target=job)
    process.start()
    process.join()  # expect


async def condition():
    changed = threading.Condition()
    changed.wait()  # expect


async def file_lock(file):
    fcntl.flock(file, fcntl.LOCK_EX)  # expect


async def results(pool: ThreadPoolExecutor, job):
    first = pool.submit(job).result(5)  # expect: asyncio.wrap_future
    second = pool.submit(job).result(timeout=5)  # expect: asyncio.wrap_future
    return first, second


async def reentrant():
    own = threading.RLock()
    own.acquire()  # expect
    own.release()


async def short(jobs):
    guard = threading.Lock()
    guard.acquire()  # expect
    jobs.append(1)
    guard.release()


async def child(process: psutil.Process):
    process.wait()  # expect
