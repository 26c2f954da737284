import asyncio
import threading


async def local(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()  # expect: `task` is told to stop, but nobody waits until it has


async def by_loop(work):
    loop = asyncio.get_running_loop()
    task = loop.create_task(work())
    await asyncio.sleep(1)
    if not task.done():
        task.cancel()  # expect


async def race(one, two):
    tasks = [asyncio.create_task(one()), asyncio.create_task(two())]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()  # expect: the tasks of `pending`
    return done.pop().result()


async def awaited_before(one, two):
    first = asyncio.ensure_future(one())
    second = asyncio.ensure_future(two())
    await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
    first.cancel()  # expect
    second.cancel()  # expect


async def at_once(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    await asyncio.sleep(1)
    [task.cancel() for task in tasks]  # expect


async def everything():
    for task in asyncio.all_tasks():
        task.cancel()  # expect


async def as_value(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    return task.cancel()  # expect


class Server:
    def __init__(self):
        self._reader = None
        self._workers = set()
        self._sessions = {}

    async def start(self):
        self._reader = asyncio.create_task(self.read())

    async def read(self):
        worker = asyncio.create_task(asyncio.sleep(1))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def open(self, key):
        self._sessions[key] = asyncio.create_task(asyncio.sleep(1))

    async def close(self):
        if self._reader:
            self._reader.cancel()  # expect: `self._reader` is told to stop
            self._reader = None

    async def stop_workers(self):
        for worker in list(self._workers):
            worker.cancel()  # expect: the tasks of `self._workers`
        self._workers.clear()

    async def stop_sessions(self):
        for session in self._sessions.values():
            session.cancel()  # expect: the tasks of `self._sessions`


class Pool:
    def __init__(self):
        self.tasks = set()
        self.more = []

    def add(self, work):
        task = asyncio.create_task(work())
        self.tasks.add(task)
        self.more.append(asyncio.create_task(work()))

    async def shutdown(self):
        await asyncio.wait(self.tasks, timeout=30)  # expect: raises `ValueError` when `self.tasks` is empty

    async def close(self):
        if self.tasks:
            await asyncio.wait(self.tasks)  # expect: nothing ends this wait

    async def stop(self):
        done, pending = await asyncio.wait(self.tasks, timeout=30)  # expect: `ValueError`
        return done, pending

    async def aclose(self):
        await asyncio.gather(*self.more)  # expect: nothing ends this wait

    async def teardown(self):
        for task in self.tasks:
            task.cancel()  # expect[hint]: before they are given their 30 seconds
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=30)


async def results(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    await asyncio.sleep(1)
    stopped = [task.cancel() for task in tasks]  # expect: the tasks of `tasks`
    return stopped


async def as_items(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    for stopped in (task.cancel(),):  # expect: `task` is told
        print(stopped)


async def as_condition(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    await asyncio.sleep(1)
    if any([task.cancel() for task in tasks]):  # expect: the tasks of `tasks`
        print("stopped")


LOCK = threading.Lock()


async def under_lock(work):
    task = asyncio.create_task(work())
    with LOCK:
        task.cancel()  # expect: `task` is told


class Other:
    def __init__(self):
        self.tasks = set()

    def add(self, work):
        self.tasks.add(asyncio.create_task(work()))

    async def close(self):
        if self.idle:
            self.idle = False
        waiting = () if self.idle else self.tasks
        names = [name for name in waiting if name in self.tasks]
        await asyncio.wait(self.tasks, timeout=3)  # expect: `ValueError`
        return names

    async def close_or(self):
        waiting = self.idle or self.tasks
        await asyncio.wait(self.tasks, timeout=3)  # expect: `ValueError`
        return waiting

    async def close_lines(self):
        await asyncio.wait(  # expect: `ValueError`
            self.tasks, timeout=3)

    async def close_result(self):
        return await asyncio.wait(self.tasks, timeout=3)  # expect: `ValueError`

    async def close_ten(self):
        for task in self.tasks:
            task.cancel()  # expect[hint]: before they are given their 10 seconds
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=10)

    async def close_ninety(self):
        for task in self.tasks:
            task.cancel()  # expect[hint]: before they are given their 90 seconds
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=90)


async def close_few(make):
    tasks = []
    tasks.append(asyncio.create_task(make()))
    await asyncio.wait(tasks, timeout=3)  # expect: `ValueError`


async def close_both(one, two):
    first, rest = (one.tasks, two.tasks)
    await asyncio.wait(rest, timeout=3)  # expect: `ValueError`
    return first


async def close_each(one, two):
    for group in (one.tasks, two.tasks):
        await asyncio.wait(group, timeout=3)  # expect: `ValueError`


async def close_begun(parts):
    closing = [asyncio.create_task(part.close()) for part in parts]
    await asyncio.gather(*closing)  # expect[hint]: nothing ends this wait
