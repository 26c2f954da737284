import asyncio
from asyncio import CancelledError


async def passes(queue):
    try:
        await queue.get()
    except asyncio.CancelledError:  # expect[hint]: this catches the cancellation
        raise


async def goes_on(queue):
    while True:
        try:
            await queue.get()
        except CancelledError:  # expect[warning]
            print("never mind")
            raise


async def everything(queue):
    try:
        await queue.get()
    except:  # expect[warning]: this catches everything
        print("failed")
        raise
    await queue.join()


async def base(queue):
    try:
        await queue.get()
    except BaseException as error:  # expect
        print(error)
        raise


async def one_of_several(queue):
    try:
        await queue.get()
    except (OSError, asyncio.CancelledError):  # expect
        return None


async def another_error(queue):
    try:
        await queue.get()
    except asyncio.CancelledError as error:  # expect[information]: raises something else
        raise RuntimeError("stopped") from error


async def entered(lock):
    try:
        async with lock:
            print("in")
    except asyncio.CancelledError:  # expect
        raise
