import asyncio
from asyncio import CancelledError


async def passes(queue):
    try:
        await queue.get()
    except asyncio.CancelledError:
        raise


async def goes_on(queue):
    while True:
        try:
            await queue.get()
        except CancelledError:
            print("never mind")
            raise


async def everything(queue):
    try:
        await queue.get()
    except:
        print("failed")
        raise
    await queue.join()


async def base(queue):
    try:
        await queue.get()
    except BaseException as error:
        print(error)
        raise


async def one_of_several(queue):
    try:
        await queue.get()
    except (OSError, asyncio.CancelledError):
        return None


async def another_error(queue):
    try:
        await queue.get()
    except asyncio.CancelledError as error:
        raise RuntimeError("stopped") from error


async def entered(lock):
    try:
        async with lock:
            print("in")
    except asyncio.CancelledError:
        raise


class Near:
    async def caught_other_before(self, queue):
        try:
            await queue.get()
        except OSError:
            raise
        except asyncio.CancelledError:
            raise

    async def in_another_function(self, queue, task):
        def stop():
            task.cancel()

        try:
            await queue.get()
        except asyncio.CancelledError:
            print(stop)
            raise

    async def times_out_another(self, job, other):
        task = asyncio.create_task(job())
        await asyncio.wait_for(other, 5)
        await asyncio.shield(task)
        try:
            await task
        except asyncio.CancelledError:
            return None

    async def times_out_later(self, task):
        try:
            await task
        except asyncio.CancelledError:
            raise
        await asyncio.wait_for(task, 5)

    async def times_out_unawaited(self, task):
        await asyncio.wait_for(task, 5)
        try:
            await self.other(task)
        except asyncio.CancelledError:
            return None

    async def times_out_nothing(self, task):
        await asyncio.wait_for()
        try:
            await task
        except asyncio.CancelledError:
            return None

    async def times_out_in_another(self, task):
        async def limited():
            await asyncio.wait_for(task, 5)

        try:
            await task
        except asyncio.CancelledError:
            return limited

    async def logged(self, queue):
        try:
            await queue.get()
        except asyncio.CancelledError as error:
            print(error)
            raise

    async def tested(self, queue):
        try:
            await queue.get()
        except asyncio.CancelledError as error:
            if error.args:
                print("stopped")
            raise

    async def thrown_elsewhere(self, queue, generator):
        generator.throw(ValueError)
        try:
            await queue.get()
        except asyncio.CancelledError:
            raise

    async def read_elsewhere(self, queue, report):
        error = None
        try:
            await queue.get()
        except asyncio.CancelledError as error:
            print("stopped")
            raise
        report(error)

    async def base_raises_other(self, queue):
        try:
            await queue.get()
        except BaseException:
            raise ValueError("stopped")

    async def raises_other_name(self, queue, failure):
        try:
            await queue.get()
        except asyncio.CancelledError as error:
            raise failure

    async def leaves(self, queues):
        for queue in queues:
            try:
                await queue.get()
            except asyncio.CancelledError:
                break
        await queue.join()

    async def stays(self, queues):
        for queue in queues:
            try:
                await queue.get()
            except asyncio.CancelledError:
                continue

    async def returns(self, queues):
        for queue in queues:
            try:
                await queue.get()
            except asyncio.CancelledError:
                return
