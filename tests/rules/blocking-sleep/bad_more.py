import time


async def zero(xs):
    time.sleep(0)  # expect[information]
    time.sleep("0")  # expect[warning]
    time.sleep(*xs)  # expect
