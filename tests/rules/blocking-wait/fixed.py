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
    await asyncio.to_thread(thread.join)


async def take(jobs: Queue):
    return jobs.get()


async def put(job):
    jobs = queue.Queue(maxsize=10)
    jobs.put(job)


async def timeout(jobs: queue.Queue):
    return jobs.get(timeout=5)


class Worker:
    def __init__(self):
        self.ready = threading.Event()
        self.lock = threading.Lock()
        self.pool = ThreadPoolExecutor()

    async def start(self, job):
        await asyncio.to_thread(self.ready.wait)
        self.lock.acquire()
        future = self.pool.submit(job)
        return await asyncio.wrap_future(future)

    async def stop(self):
        await asyncio.to_thread(self.pool.shutdown)


async def several(jobs):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        futures = [pool.submit(job) for job in jobs]
    for future in as_completed(futures):
        print(future)


async def processes(job):
    process = multiprocessing.Process(target=job)
    process.start()
    await asyncio.to_thread(process.join)


async def condition():
    changed = threading.Condition()
    changed.wait()


async def file_lock(file):
    await asyncio.to_thread(fcntl.flock, file, fcntl.LOCK_EX)


async def results(pool: ThreadPoolExecutor, job):
    first = pool.submit(job).result(5)
    second = pool.submit(job).result(timeout=5)
    return first, second


async def reentrant():
    own = threading.RLock()
    own.acquire()
    own.release()


async def short(jobs):
    guard = threading.Lock()
    guard.acquire()
    jobs.append(1)
    guard.release()


async def child(process: psutil.Process):
    await asyncio.to_thread(process.wait)
