import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

from client import Client

REGISTRY = []
BY_NAME = {}


class Worker:
    def __init__(self, name):
        self.name = name
        self.queue = queue.Queue()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            job = self.queue.get()
            job()


class Kept:
    def __init__(self, interval):
        self._thread = threading.Thread(target=self._loop)
        self._thread.daemon = True
        self.interval = interval
        self.stopped = threading.Event()
        self._thread.start()

    def _loop(self):
        while not self.stopped.wait(self.interval):
            print("tick")


class Pooled:
    def __init__(self, pool: ThreadPoolExecutor, path):
        self.path = path
        self.future = pool.submit(self._load)

    def _load(self):
        with open(self.path) as file:
            return file.read()


class ThroughMethod:
    def __init__(self):
        self.items = []
        threading.Thread(target=self.run).start()

    def run(self):
        self._prepare()
        print(len(self.items))

    def _prepare(self):
        for item in self.items:
            print(item)


class Emptied:
    def __init__(self, connect):
        self.connection = None
        threading.Thread(target=self.run).start()
        self.connection = connect()

    def run(self):
        self.connection.send("hello")


class Closure:
    def __init__(self, log):
        def work():
            self.log.write("started")

        self.log = log
        threading.Thread(target=work).start()


class Itself(threading.Thread):
    def __init__(self, url):
        super().__init__(daemon=True)
        self.url = url
        self.start()

    def run(self):
        print(self.url)


class Derived(Worker):
    def __init__(self, limit):
        super().__init__("derived")
        self.timer = threading.Thread(target=self.watch)
        self.limit = limit
        self.timer.start()

    def watch(self):
        if self.limit > 3:
            print("much")


class Started:
    def __init__(self):
        self.lock = threading.Lock()

    def start(self, size):
        self.size = size
        threading.Thread(target=self.fill).start()

    def fill(self):
        print([0] * self.size)


class Service:
    def __init__(self):
        self.connection = None

    async def start(self):
        self.task = asyncio.create_task(self.listen())
        self.connection = await self.connect()

    async def connect(self):
        await asyncio.sleep(1)
        return asyncio.Queue()

    async def listen(self):
        while True:
            print(await self.connection.get())


class Grouped:
    async def open(self, group: asyncio.TaskGroup):
        group.create_task(self.beat())
        await asyncio.sleep(0)
        self.period = 5

    async def beat(self):
        await asyncio.sleep(self.period)


class Registered:
    def __init__(self, name):
        self.name = name
        REGISTRY.append(self)

    def describe(self):
        return self.name.title()


class Indexed:
    def __init__(self, name):
        BY_NAME[name] = self
        self.state = "new"


def report():
    for one in REGISTRY:
        print(one.describe())
    for one in BY_NAME.values():
        print(one.state)


threading.Thread(target=report).start()

_client = None
_locked = None
_lock = asyncio.Lock()
_shared = None


async def get_client():
    global _client
    if _client is None:
        _client = Client()
        await _client.connect()
    return _client


async def get_early():
    global _client
    if _client is not None:
        return _client
    _client = Client("early")
    await asyncio.wait_for(_client.connect(), 5)
    return _client


async def get_locked():
    global _locked
    if _locked is None:
        async with _lock:
            if _locked is None:
                _locked = Client()
                await _locked.initialize()
    return _locked


async def start_up():
    global _shared
    _shared = Client()
    await _shared.connect()


def get_shared():
    if _shared is None:
        raise RuntimeError("not started")
    return _shared


class Holder:
    def __init__(self):
        self._session = None

    async def session(self):
        if not self._session:
            session = Client()
            self._session = session
            await session.login("me")
        return self._session


_clients = {}


async def keyed(key):
    if key in _clients:
        return _clients[key]
    client = Client(key)
    _clients[key] = client
    await client.connect()
    return client


class Several:
    def __init__(self, count):
        self.workers = [threading.Thread(target=self.run) for _ in range(count)]
        for worker in self.workers:
            worker.start()
        self.jobs = []

    def run(self):
        print(self.jobs.pop())


class ByMethod:
    def __init__(self):
        self._start()
        self.jobs = []

    def _start(self):
        self.name = "by method"
        threading.Thread(target=self.run).start()

    def run(self):
        print(self.name, self.jobs.pop())


# Who calls `start` mostly waits for it; what is returned may be used by anybody.
class Life:
    def __init__(self):
        self._client = None
        self._other = None
        self._third = None
        self._fourth = None

    async def start(self):
        if self._client is None:
            self._client = Client()
            await self._client.connect()

    async def setup(self):
        if self._other is None:
            self._other = Client()
            await self._other.connect()
        return self._other

    async def third(self):
        if self._third is None:
            self._third = Client()
            await self._third.connect()

    async def open(self):
        if self._fourth is None:
            self._fourth = Client()
            await self._fourth.connect()
        if self._other:
            return self._other
        return
