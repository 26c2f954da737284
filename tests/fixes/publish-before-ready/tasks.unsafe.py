# Nobody finds an object before it is ready.
#
# after:
# hello
# [True, True, True]
# [True, True, True]
# [None, 'ready']
import asyncio


class Client:
    def __init__(self):
        self.ready = False

    async def connect(self):
        await asyncio.sleep(0.01)
        self.ready = True


class Service:
    def __init__(self):
        self.inbox = None

    async def start(self):
        self.task = asyncio.create_task(self.listen())
        self.inbox = await self.open()
        return self.task

    async def open(self):
        await asyncio.sleep(0.01)
        inbox = asyncio.Queue()
        inbox.put_nowait("hello")
        return inbox

    async def listen(self):
        print(await self.inbox.get())


_client = None
_locked = None
_shared = None
_lock = asyncio.Lock()


async def get_client():
    global _client
    if _client is None:
        _client = Client()
        await _client.connect()
    return _client


async def get_locked():
    global _locked
    if _locked is None:
        async with _lock:
            if _locked is None:
                _locked = Client()
                await _locked.connect()
    return _locked


async def start_up():
    global _shared
    _shared = Client()
    await _shared.connect()


def get_shared():
    if _shared is not None:
        return _shared
    return None


async def ready(get):
    return (await get()).ready


async def state():
    shared = get_shared()
    return shared and ("ready" if shared.ready else "not ready")


async def main():
    try:
        await (await Service().start())
    except AttributeError as error:
        print("failed:", error)
    print(await asyncio.gather(*[ready(get_client) for _ in range(3)]))
    print(await asyncio.gather(*[ready(get_locked) for _ in range(3)]))
    starting = asyncio.create_task(start_up())
    await asyncio.sleep(0)
    early = await state()
    await starting
    print([early, await state()])


asyncio.run(main())
