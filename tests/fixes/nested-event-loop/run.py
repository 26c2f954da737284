# before: fails
# after:
# 1
# [2, 3]
# 4
# True
import asyncio


async def load(x):
    await asyncio.sleep(0)
    return x


async def main():
    print(asyncio.run(load(1)))
    print([asyncio.run(load(x)) for x in (2, 3)])
    loop = asyncio.get_event_loop()
    print(loop.run_until_complete(load(4)))
    print(asyncio.get_event_loop() is loop)


asyncio.run(main())
