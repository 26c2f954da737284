"""Tasks that nobody keeps."""
import asyncio
from asyncio import create_task as start

background_tasks = set()


async def work(x):
    return x


async def statements(x):
    task_2 = asyncio.create_task(work(x))
    background_tasks.add(task_2)
    task_2.add_done_callback(background_tasks.discard)
    task_3 = start(work(x))
    background_tasks.add(task_3)
    task_3.add_done_callback(background_tasks.discard)
    task_4 = asyncio.ensure_future(work(x))
    background_tasks.add(task_4)
    task_4.add_done_callback(background_tasks.discard)
    task_5 = asyncio.get_running_loop().create_task(work(x))
    background_tasks.add(task_5)
    task_5.add_done_callback(background_tasks.discard)
    loop = asyncio.get_event_loop()
    task_6 = loop.create_task(work(x))
    background_tasks.add(task_6)
    task_6.add_done_callback(background_tasks.discard)


async def names(x):
    _ = asyncio.create_task(work(x))
    task = asyncio.create_task(work(x))


async def chained(x):
    asyncio.create_task(work(x)).add_done_callback(print)


async def lists(xs):
    [asyncio.create_task(work(x)) for x in xs]


async def gathered(x):
    await asyncio.gather(work(x), work(x))


def callback(loop, x):
    task_2 = loop.create_task(work(x))
    background_tasks.add(task_2)
    task_2.add_done_callback(background_tasks.discard)


def schedule(util):
    task_2 = util.get_program_loop().create_task(work())
    background_tasks.add(task_2)
    task_2.add_done_callback(background_tasks.discard)


async def in_parentheses(x):
    task_2 = (asyncio.create_task(work(x)))
    background_tasks.add(task_2)
    task_2.add_done_callback(background_tasks.discard)
