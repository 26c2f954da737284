"""Tasks that nobody keeps, in other shapes."""
import asyncio

background_tasks = set()


async def work(x):
    return x


async def named(x):
    asyncio.create_task(work(x)).set_name("work")


async def lists(x):
    [asyncio.create_task(work(x)), 1]
    (asyncio.create_task(work(x)), 1)
    {asyncio.create_task(work(x)), 1}


class Service:
    def start(self, event_loop, x):
        task = self._loop.create_task(work(x))
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)
        task_2 = event_loop.create_task(work(x))
        background_tasks.add(task_2)
        task_2.add_done_callback(background_tasks.discard)


async def part_of_its_statement(x):
    x and asyncio.create_task(work(x))


def synchronous(x):
    task = asyncio.ensure_future(work(x))
    background_tasks.add(task)
    task.add_done_callback(background_tasks.discard)
