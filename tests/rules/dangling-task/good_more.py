import asyncio


async def work(x):
    return x


async def chained(x, keep):
    asyncio.create_task(work(x)).keep_in(keep)
    asyncio.create_task(work(x)).add_done_callback
    keep[asyncio.create_task(work(x)).add_done_callback]
    (asyncio.create_task(work(x)) + keep)(x)
    keep(asyncio.create_task(work(x)))
    keep.task(done=asyncio.create_task(work(x)))


def others(loop, tools, x):
    loop.call_soon(work, x)
    create_task(work(x))
    tools.make().create_task(work(x))
    tools[0]().create_task(work(x))
    tools.create_task(work(x))
