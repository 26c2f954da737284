import time


async def awaited():
    await time.sleep(1)
