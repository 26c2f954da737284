import asyncio
import contextlib
import sys


async def raises(queue):
    try:
        await queue.get()
    except asyncio.CancelledError:
        print("stopped")
        raise


async def raises_by_name(queue):
    try:
        await queue.get()
    except BaseException as error:
        print(error)
        raise error


async def ordinary(queue):
    try:
        await queue.get()
    except Exception:
        print("failed")
    except OSError:
        pass


async def caught_before(queue):
    try:
        await queue.get()
    except asyncio.CancelledError:
        raise
    except BaseException:
        print("failed")


async def stops_another(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass


async def suppressed(task):
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def uncancels(queue):
    try:
        await queue.get()
    except asyncio.CancelledError:
        asyncio.current_task().uncancel()


async def awaits_nothing(queue):
    try:
        queue.get_nowait()
    except:
        print("empty")


async def in_a_nested_function(queue):
    try:
        def get():
            return queue.get()
    except:
        print("never")
    return await get()


def synchronous(loop, task):
    try:
        loop.run_until_complete(task)
    except asyncio.CancelledError:
        pass


async def cleans_up(queue):
    try:
        await queue.get()
    finally:
        print("done")


async def handed_on(queue, future):
    try:
        await queue.get()
    except BaseException as error:
        future.set_exception(error)
    await queue.join()


async def thrown_into_another(outer):
    value = outer.send(None)
    while outer.alive:
        try:
            value = await value
        except BaseException:
            value = outer.throw(*sys.exc_info())


async def timed_out(children, log):
    remaining = asyncio.gather(*children)
    try:
        await asyncio.wait_for(remaining, 5)
    except asyncio.TimeoutError:
        log("too late")
        try:
            await remaining
        except asyncio.CancelledError:
            pass
    await asyncio.sleep(1)


class Near:
    async def other_types(self, queue):
        try:
            await queue.get()
        except (OSError, ValueError):
            pass

    async def times_out(self, job):
        task = asyncio.create_task(job())
        try:
            return await asyncio.wait_for(task, 5)
        except asyncio.TimeoutError:
            pass
        try:
            await task
        except asyncio.CancelledError:
            return None

    async def returned(self, queue):
        try:
            await queue.get()
        except asyncio.CancelledError as error:
            return error

    async def kept(self, queue):
        try:
            await queue.get()
        except asyncio.CancelledError as error:
            self.error = error

    async def passed(self, queue, report):
        try:
            await queue.get()
        except asyncio.CancelledError as error:
            report(error)

    async def raised_by_name(self, queue):
        try:
            await queue.get()
        except asyncio.CancelledError as error:
            print("stopped")
            raise error

    async def cancelled_here(self, queue, task):
        task.cancel()
        try:
            await queue.get()
        except asyncio.CancelledError:
            pass

    async def caught_before(self, queue):
        try:
            await queue.get()
        except asyncio.CancelledError:
            raise
        except BaseException:
            pass
