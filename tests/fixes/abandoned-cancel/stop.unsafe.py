import asyncio

log = []


class Server:
    def __init__(self):
        self.tasks = set()

    def start(self, name):
        task = asyncio.create_task(self.work(name))
        self.tasks.add(task)

    async def work(self, name):
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(0)
            log.append(name)

    async def close(self):
        for task in self.tasks:
            task.cancel()
        log.append('closed')


async def empty():
    tasks = set()

    async def close():
        await asyncio.wait(tasks)

    if len(log) > 99:
        tasks.add(asyncio.create_task(asyncio.sleep(0)))
    try:
        await close()
        return 'nothing to wait for'
    except ValueError:
        return 'ValueError'


async def main():
    server = Server()
    server.start('one')
    server.start('two')
    await asyncio.sleep(0)
    await server.close()
    print(sorted(log[:-1]), log[-1])
    print(await empty())


asyncio.run(main())
# after:
# ['one', 'two'] closed
# nothing to wait for
