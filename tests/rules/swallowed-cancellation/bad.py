import asyncio
from asyncio import CancelledError


async def passes(queue):
    try:
        await queue.get()
    except asyncio.CancelledError:  # expect[hint]: this catches the cancellation
        pass


async def goes_on(queue):
    while True:
        try:
            await queue.get()
        except CancelledError:  # expect[warning]
            print("never mind")


async def everything(queue):
    try:
        await queue.get()
    except:  # expect[warning]: this catches everything
        print("failed")
    await queue.join()


async def base(queue):
    try:
        await queue.get()
    except BaseException as error:  # expect
        print(error)


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
        pass


class Near:
    async def caught_other_before(self, queue):
        try:
            await queue.get()
        except OSError:
            raise
        except asyncio.CancelledError:  # expect
            pass

    async def in_another_function(self, queue, task):
        def stop():
            task.cancel()

        try:
            await queue.get()
        except asyncio.CancelledError:  # expect[hint]: `in_another_function`
            print(stop)

    async def times_out_another(self, job, other):
        task = asyncio.create_task(job())
        await asyncio.wait_for(other, 5)
        await asyncio.shield(task)
        try:
            await task
        except asyncio.CancelledError:  # expect
            return None

    async def times_out_later(self, task):
        try:
            await task
        except asyncio.CancelledError:  # expect
            pass
        await asyncio.wait_for(task, 5)

    async def times_out_unawaited(self, task):
        await asyncio.wait_for(task, 5)
        try:
            await self.other(task)
        except asyncio.CancelledError:  # expect
            return None

    async def times_out_nothing(self, task):
        await asyncio.wait_for()
        try:
            await task
        except asyncio.CancelledError:  # expect
            return None

    async def times_out_in_another(self, task):
        async def limited():
            await asyncio.wait_for(task, 5)

        try:
            await task
        except asyncio.CancelledError:  # expect
            return limited

    async def logged(self, queue):
        try:
            await queue.get()
        except asyncio.CancelledError as error:  # expect
            print(error)

    async def tested(self, queue):
        try:
            await queue.get()
        except asyncio.CancelledError as error:  # expect
            if error.args:
                print("stopped")

    async def thrown_elsewhere(self, queue, generator):
        generator.throw(ValueError)
        try:
            await queue.get()
        except asyncio.CancelledError:  # expect
            pass

    async def read_elsewhere(self, queue, report):
        error = None
        try:
            await queue.get()
        except asyncio.CancelledError as error:  # expect
            print("stopped")
        report(error)

    async def base_raises_other(self, queue):
        try:
            await queue.get()
        except BaseException:  # expect[hint]: this catches everything
            raise ValueError("stopped")

    async def raises_other_name(self, queue, failure):
        try:
            await queue.get()
        except asyncio.CancelledError as error:  # expect[information]
            raise failure

    async def leaves(self, queues):
        for queue in queues:
            try:
                await queue.get()
            except asyncio.CancelledError:  # expect[hint]
                break
        await queue.join()

    async def stays(self, queues):
        for queue in queues:
            try:
                await queue.get()
            except asyncio.CancelledError:  # expect[warning]
                continue

    async def returns(self, queues):
        for queue in queues:
            try:
                await queue.get()
            except asyncio.CancelledError:  # expect[hint]
                return
