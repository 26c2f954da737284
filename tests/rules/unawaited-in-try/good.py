import asyncio


async def read(path):
    await asyncio.sleep(0)
    return path


async def load(path):
    try:
        return await read(path)
    except OSError:
        return read(path)


async def outside(path):
    return read(path)


def synchronous(path):
    try:
        return read(path)
    except OSError:
        return None


async def task(path):
    try:
        return asyncio.create_task(read(path))
    finally:
        print(path)
