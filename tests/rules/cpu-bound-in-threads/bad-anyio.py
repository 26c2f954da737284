import anyio
from anyio import to_thread


def grid(n):
    return [x * y * z for x in range(200) for y in range(200) for z in range(200)][n]


async def several(sizes):
    async with anyio.create_task_group() as group:
        work = [to_thread.run_sync(grid, size) for size in sizes]  # expect: anyio.to_process
        for one in work:
            group.start_soon(one)


async def lone(size):
    return await to_thread.run_sync(grid, size)
