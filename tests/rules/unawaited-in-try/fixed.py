import asyncio


async def read(path):
    await asyncio.sleep(0)
    return path


async def load(path):
    try:
        return await read(path)  # expect: its `except` over
    except OSError:
        return None


async def closes(path, handle):
    try:
        return await read(path)  # expect
    finally:
        handle.close()


async def entered(path, lock):
    async with lock:
        return await read(path)  # expect: its `with` over
