import asyncio
import concurrent.futures
import contextlib
import fcntl
import multiprocessing
import queue
import threading


def synchronous(thread: threading.Thread):
    thread.join()


async def without_waiting(jobs: queue.Queue, lock: threading.Lock, event: threading.Event):
    jobs.get(block=False)
    jobs.get(False)
    jobs.get_nowait()
    lock.acquire(blocking=False)
    event.wait(0)
    event.set()
    event.is_set()


async def unbounded(job):
    jobs = queue.Queue()
    jobs.put(job)


async def asks_first(jobs: queue.Queue):
    while not jobs.empty():
        print(jobs.get())


async def tasks(job):
    task = asyncio.create_task(job())
    await asyncio.wait([task])
    return task.result()


async def done_future(pool: concurrent.futures.ThreadPoolExecutor, job):
    future = pool.submit(job)
    await asyncio.wrap_future(future)
    return future.result()


async def done_tested(pool: concurrent.futures.ThreadPoolExecutor, job):
    future = pool.submit(job)
    if future.done():
        return future.result()
    return None


async def asyncio_primitives(jobs: asyncio.Queue, event: asyncio.Event):
    await event.wait()
    await jobs.put(1)
    return await jobs.get()


lock = threading.Lock()


async def short_section(state):
    with lock:
        state.count += 1


async def pool_inside(job):
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        return await loop.run_in_executor(pool, job)


async def strings(parts, options):
    return ",".join(parts), options.get("x")


async def no_wait(pool: concurrent.futures.ThreadPoolExecutor):
    pool.shutdown(wait=False)


async def file_lock(file, options):
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(file, fcntl.LOCK_UN)


async def in_thread(thread: threading.Thread):
    await asyncio.to_thread(thread.join)


async def unknown(worker, arguments):
    worker.join()
    worker.acquire(*arguments)
    return worker.result()


async def spread(lock: threading.Lock, arguments):
    return lock.acquire(*arguments)


async def over_an_await(job):
    guard = threading.Lock()
    guard.acquire()
    await job()
    guard.release()


shared = multiprocessing.Lock()


async def other_contexts(state):
    with shared:
        state.count += 1
    with contextlib.suppress(KeyError):
        state.count -= 1
