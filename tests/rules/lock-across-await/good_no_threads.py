import asyncio


async def of_somebody(holder):
    with holder.lock:
        await asyncio.sleep(1)
