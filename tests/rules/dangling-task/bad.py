"""Tasks that nobody keeps."""
import asyncio
from asyncio import create_task as start


async def work(x):
    return x


async def statements(x):
    asyncio.create_task(work(x))  # expect: kept by nobody
    start(work(x))  # expect
    asyncio.ensure_future(work(x))  # expect
    asyncio.get_running_loop().create_task(work(x))  # expect
    loop = asyncio.get_event_loop()
    loop.create_task(work(x))  # expect[warning]


async def names(x):
    _ = asyncio.create_task(work(x))  # expect: kept in `_`
    task = asyncio.create_task(work(x))  # expect: kept in `task`


async def chained(x):
    asyncio.create_task(work(x)).add_done_callback(print)  # expect


async def lists(xs):
    [asyncio.create_task(work(x)) for x in xs]  # expect: in a list that is dropped


async def gathered(x):
    asyncio.gather(work(x), work(x))  # expect: this `gather` is kept by nobody


def callback(loop, x):
    loop.create_task(work(x))  # expect[hint]


def schedule(util):
    util.get_program_loop().create_task(work())  # expect[hint]


async def in_parentheses(x):
    (asyncio.create_task(work(x)))  # expect
