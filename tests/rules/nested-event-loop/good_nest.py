import asyncio

import nest_asyncio

nest_asyncio.apply()


async def work():
    asyncio.run(asyncio.sleep(1))
