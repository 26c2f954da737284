import asyncio
import threading


async def local(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def by_loop(work):
    loop = asyncio.get_running_loop()
    task = loop.create_task(work())
    await asyncio.sleep(1)
    if not task.done():
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def race(one, two):
    tasks = [asyncio.create_task(one()), asyncio.create_task(two())]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


async def awaited_before(one, two):
    first = asyncio.ensure_future(one())
    second = asyncio.ensure_future(two())
    await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)


async def at_once(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    await asyncio.sleep(1)
    [task.cancel() for task in tasks]
    await asyncio.gather(*tasks, return_exceptions=True)


async def everything():
    for task in asyncio.all_tasks():
        task.cancel()


async def as_value(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    return task.cancel()


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
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
            self._reader = None

    async def stop_workers(self):
        for worker in list(self._workers):
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._workers.clear()

    async def stop_sessions(self):
        for session in self._sessions.values():
            session.cancel()
        await asyncio.gather(*self._sessions.values(), return_exceptions=True)


class Pool:
    def __init__(self):
        self.tasks = set()
        self.more = []

    def add(self, work):
        task = asyncio.create_task(work())
        self.tasks.add(task)
        self.more.append(asyncio.create_task(work()))

    async def shutdown(self):
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=30)

    async def close(self):
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=30)

    async def stop(self):
        done, pending = await asyncio.wait(self.tasks, timeout=30)
        return done, pending

    async def aclose(self):
        await asyncio.gather(*self.more)

    async def teardown(self):
        for task in self.tasks:
            task.cancel()
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=30)


async def results(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    await asyncio.sleep(1)
    stopped = [task.cancel() for task in tasks]
    await asyncio.gather(*tasks, return_exceptions=True)
    return stopped


async def as_items(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    for stopped in (task.cancel(),):
        print(stopped)


async def as_condition(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    await asyncio.sleep(1)
    if any([task.cancel() for task in tasks]):
        print("stopped")


LOCK = threading.Lock()


async def under_lock(work):
    task = asyncio.create_task(work())
    with LOCK:
        task.cancel()


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
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=3)
        return names

    async def close_or(self):
        waiting = self.idle or self.tasks
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=3)
        return waiting

    async def close_lines(self):
        await asyncio.wait(
            self.tasks, timeout=3)

    async def close_result(self):
        return await asyncio.wait(self.tasks, timeout=3)

    async def close_ten(self):
        for task in self.tasks:
            task.cancel()
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=10)

    async def close_ninety(self):
        for task in self.tasks:
            task.cancel()
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=90)


async def close_few(make):
    tasks = []
    tasks.append(asyncio.create_task(make()))
    if tasks:
        await asyncio.wait(tasks, timeout=3)


async def close_both(one, two):
    first, rest = (one.tasks, two.tasks)
    if rest:
        await asyncio.wait(rest, timeout=3)
    return first


async def close_each(one, two):
    for group in (one.tasks, two.tasks):
        if group:
            await asyncio.wait(group, timeout=3)


async def close_begun(parts):
    closing = [asyncio.create_task(part.close()) for part in parts]
    await asyncio.gather(*closing)
