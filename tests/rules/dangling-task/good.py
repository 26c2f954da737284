"""Tasks that somebody keeps."""
import asyncio

TASKS = set()


async def work(x):
    return x


async def kept(x, queue, registry):
    await asyncio.create_task(work(x))
    task = asyncio.create_task(work(x))
    TASKS.add(task)
    queue.put(asyncio.create_task(work(x)))
    registry["x"] = asyncio.create_task(work(x))
    tasks = [asyncio.create_task(work(y)) for y in range(3)]
    await asyncio.wait(tasks)
    async with asyncio.TaskGroup() as group:
        group.create_task(work(x))
    return asyncio.create_task(work(x))


class Service:
    async def start(self):
        self.task = asyncio.create_task(work(1))


async def used_in_a_nested_function():
    task = asyncio.create_task(work(1))

    def cancel():
        task.cancel()

    return cancel


async def fixture():
    task = asyncio.create_task(work(1))
    yield
    task.cancel()


async def global_name():
    global KEPT
    KEPT = asyncio.create_task(work(1))


def unknown(x):
    x.create_task(work(x))
    call = lambda: asyncio.create_task(work(x))
    return call


async def two_names(x):
    task = last = asyncio.create_task(work(x))
    x.last = kept = asyncio.create_task(work(x))
    await task
