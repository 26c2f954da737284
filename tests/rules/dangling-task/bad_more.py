"""Tasks that nobody keeps, in other shapes."""
import asyncio


async def work(x):
    return x


async def named(x):
    asyncio.create_task(work(x)).set_name("work")  # expect


async def lists(x):
    [asyncio.create_task(work(x)), 1]  # expect: in a list that is dropped
    (asyncio.create_task(work(x)), 1)  # expect: in a list that is dropped
    {asyncio.create_task(work(x)), 1}  # expect: in a list that is dropped


class Service:
    def start(self, event_loop, x):
        self._loop.create_task(work(x))  # expect[hint]
        event_loop.create_task(work(x))  # expect[hint]


async def part_of_its_statement(x):
    x and asyncio.create_task(work(x))  # expect


def synchronous(x):
    asyncio.ensure_future(work(x))  # expect
