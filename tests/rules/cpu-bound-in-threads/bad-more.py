import asyncio
from concurrent.futures import ThreadPoolExecutor


async def made_here():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor() as pool:
        pool.submit(lambda: sum(i * i for i in range(10_000_000)))  # expect: the lambda
    return loop
