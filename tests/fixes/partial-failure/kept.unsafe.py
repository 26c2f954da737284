# What succeeds is kept, what fails is logged; before: fails
import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(message)s")
logging.getLogger().handlers[0].formatter.formatException = lambda info: str(info[1])


async def work(n):
    await asyncio.sleep(0.001)
    if n == 1:
        raise LookupError("number one")
    return n


async def main(numbers):
    found = await asyncio.gather(*[work(n) for n in numbers])
    for one in found:
        print(one)


asyncio.run(main([0, 1, 2]))
# after:
# one of several failed
# number one
# 0
# 2
