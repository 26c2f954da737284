import asyncio
import contextlib


async def idiom(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass


async def suppressed(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def gathered(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def rest(jobs):
    tasks = {asyncio.create_task(job()) for job in jobs}
    done, pending = await asyncio.wait(tasks, timeout=30)
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
    return done


async def one_by_one(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def waited_for(work):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait({task})


async def handed_on(work, keeper):
    task = asyncio.create_task(work())
    keeper.keep(task)
    task.cancel()


async def returned(work):
    task = asyncio.create_task(work())
    task.cancel()
    return task


async def told(work):
    task = asyncio.create_task(work())
    task.add_done_callback(print)
    task.cancel()


async def restarted(work, changes):
    task = asyncio.create_task(work())
    while True:
        await changes.get()
        task.cancel()
        await asyncio.wait([task])


async def not_a_task(loop, callback):
    handle = loop.call_later(5, callback)
    future = loop.create_future()
    handle.cancel()
    future.cancel()


async def given(task, scope):
    task.cancel()
    scope.cancel()


async def myself():
    asyncio.current_task().cancel()


async def grouped(work):
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work())
        await asyncio.sleep(1)
        task.cancel()


async def all_of_them():
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


class Server:
    def __init__(self):
        self._reader = None
        self._beat = None
        self._writer = None
        self._stopped = asyncio.Event()
        self._tasks = set()
        self._jobs = set()

    async def start(self):
        self._reader = asyncio.create_task(self.run())
        self._beat = asyncio.create_task(self.run())
        self._writer = asyncio.create_task(self.run())
        self._tasks.add(asyncio.create_task(self.run()))
        self._jobs.add(asyncio.create_task(self.run()))

    async def run(self):
        self._stopped.set()

    async def close(self):
        self._reader.cancel()

    async def wait_closed(self):
        await asyncio.gather(self._reader, return_exceptions=True)

    def stop(self):
        self._beat.cancel()

    async def stop_writer(self):
        self._writer.cancel()
        await self._stopped.wait()

    async def shutdown(self):
        if not self._tasks:
            return
        done, pending = await asyncio.wait(self._tasks, timeout=30)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    async def aclose(self):
        for task in self._jobs:
            task.cancel()
        if self._jobs:
            await asyncio.wait(self._jobs)

    async def disconnect(self):
        async with asyncio.timeout(5):
            await asyncio.gather(*self._jobs)

    async def cleanup(self, one, two):
        await asyncio.wait({one, two}, timeout=3)
        await asyncio.gather(one.close(), two.close())

    async def serve(self):
        await asyncio.wait(self._jobs)


class Hub:
    def __init__(self):
        self._tasks = set()
        self._beats = set()
        self._parts = []

    async def add(self, work):
        self._tasks.add(asyncio.create_task(work()))
        self._beats.add(asyncio.create_task(work()))

    async def restart(self):
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self):
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=30)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def shutdown(self):
        for beat in self._beats:
            beat.cancel()
        await asyncio.gather(*self._beats, return_exceptions=True)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=30)

    async def stop(self):
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1.5)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=.5)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=30 * self.scale)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def aclose(self):
        while self._tasks:
            await asyncio.wait(self._tasks, timeout=1)

    async def close_asserted(self):
        assert self._tasks
        await asyncio.wait(self._tasks, timeout=1)

    async def close_with(self):
        return await asyncio.wait(self._tasks, timeout=1) if self._tasks else None

    async def close_and(self):
        return self._tasks and await asyncio.wait(self._tasks, timeout=1)

    async def close_copies(self):
        await asyncio.wait(list(self._tasks), timeout=1)
        await asyncio.wait(fs=self._tasks, timeout=1)
        await asyncio.wait(*self._tasks, timeout=1)
        await asyncio.wait()

    async def close_later(self):
        return asyncio.wait(self._tasks, timeout=1)

    async def close_parts(self):
        await asyncio.gather(*self._parts)
        await asyncio.gather(self._tasks)
        await self.tell(self._tasks)

    async def close_all(self):
        await asyncio.gather(*asyncio.all_tasks())


async def close_two(one, two):
    tasks = [asyncio.create_task(one()), asyncio.create_task(two())]
    await asyncio.wait(tasks, timeout=1)


async def close_pair(one, two):
    tasks = asyncio.create_task(one()), asyncio.create_task(two())
    await asyncio.wait(tasks, timeout=1)


async def close_set(one, two):
    tasks = {asyncio.create_task(one()), asyncio.create_task(two())}
    await asyncio.wait(tasks, timeout=1)


async def not_yet(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs]
    return (task.cancel() for task in tasks)


RUNNING = {asyncio.create_task(job()) for job in JOBS}


async def restart_all():
    for task in RUNNING:
        task.cancel()
    await asyncio.gather(*RUNNING, return_exceptions=True)


async def close_running():
    if RUNNING:
        await asyncio.wait(RUNNING, timeout=30)


if asyncio.get_event_loop():
    await asyncio.wait(Hub.everything)
