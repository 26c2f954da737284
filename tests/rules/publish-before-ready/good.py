import asyncio
import queue
import threading
import time
from dataclasses import dataclass, field

from base import Base
from client import Client

REGISTRY = []


# Last is right.
class Last:
    def __init__(self):
        self.queue = queue.Queue()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        self.queue.get()


# Made before, started later.
class StartedElsewhere:
    def __init__(self):
        self.thread = threading.Thread(target=self.run)
        self.queue = queue.Queue()

    def start(self):
        self.thread.start()

    def run(self):
        self.queue.get()


class StartedLast:
    def __init__(self):
        thread = threading.Thread(target=self.run)
        self.queue = queue.Queue()
        thread.start()

    def run(self):
        self.queue.get()


# What it uses is there; what comes later it does not use.
class Unrelated:
    def __init__(self, name):
        self.queue = queue.Queue()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.name = name

    def run(self):
        self.queue.get()


# It waits before it uses it.
class Waits:
    def __init__(self):
        self.ready = threading.Event()
        threading.Thread(target=self.run).start()
        self.items = []
        self.ready.set()

    def run(self):
        self.ready.wait()
        print(self.items)


class Sleeps:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.items = []

    def run(self):
        while True:
            time.sleep(60)
            print(self.items)


class TakesJobs:
    def __init__(self):
        self.jobs = queue.Queue()
        threading.Thread(target=self.run).start()
        self.done = []

    def run(self):
        while True:
            job = self.jobs.get()
            self.done.append(job)


class Locked:
    def __init__(self):
        self.lock = threading.Lock()
        with self.lock:
            threading.Thread(target=self.run).start()
            self.items = []

    def run(self):
        with self.lock:
            print(self.items)


class Joined:
    def __init__(self):
        thread = threading.Thread(target=self.run)
        thread.start()
        thread.join()
        self.items = []

    def run(self):
        print(self.items)


# It is there before: in the class, in a base, by another method, by a default.
class InClass:
    interval = 5

    def __init__(self, interval):
        threading.Thread(target=self.run).start()
        self.interval = interval

    def run(self):
        print(self.interval)


class FromBase(Base):
    def __init__(self):
        super().__init__()
        threading.Thread(target=self.run).start()
        self.items = []

    def run(self):
        print(self.items)


class Reset:
    def __init__(self):
        self.items = []
        threading.Thread(target=self.run).start()
        self.items = [1]

    def run(self):
        print(self.items)


class BySetup:
    def __init__(self):
        self._setup()
        threading.Thread(target=self.run).start()
        self.items = [1]

    def _setup(self):
        self.items = []

    def run(self):
        print(self.items)


class Named:
    def __init__(self, **options):
        for key, value in options.items():
            setattr(self, key, value)
        threading.Thread(target=self.run).start()
        self.items = [1]

    def run(self):
        print(self.items)


@dataclass
class Fields:
    path: str
    items: list = field(default_factory=list)

    def start(self):
        threading.Thread(target=self.run).start()
        self.items = [1]
        self.path = "x"

    def run(self):
        print(self.items, self.path)


# It asks whether it is there, or is ready for its not being there.
class Asks:
    def __init__(self):
        self.connection = None
        threading.Thread(target=self.run).start()
        self.connection = Client()

    def run(self):
        if self.connection is not None:
            self.connection.send("hello")


class AsksByName:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.connection = Client()

    def run(self):
        while not hasattr(self, "connection"):
            time.sleep(0.1)
        self.connection.send("hello")


class Catches:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.connection = Client()

    def run(self):
        try:
            self.connection.send("hello")
        except AttributeError:
            pass


class OnSomeWays:
    def __init__(self, debug):
        self.debug = debug
        threading.Thread(target=self.run).start()
        self.log = []

    def run(self):
        if self.debug:
            self.log.append("started")


# The thread writes it; it is a name of its own; the write is on another way.
class Writes:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.state = "new"

    def run(self):
        self.state = "running"


class Other:
    def __init__(self, other):
        threading.Thread(target=self.run, args=(other,)).start()
        self.items = []

    def run(self, other):
        print(other.items)


class Branches:
    def __init__(self, threaded):
        if threaded:
            threading.Thread(target=self.run).start()
        else:
            self.items = []

    def run(self):
        print(self.items)


class Later:
    def __init__(self):
        threading.Timer(60, self.run).start()
        self.items = []

    def run(self):
        print(self.items)


# A task does not run before the next await.
class NoAwait:
    def __init__(self):
        self.task = asyncio.create_task(self.run())
        self.items = []

    async def run(self):
        print(self.items)


class NoAwaitBetween:
    async def start(self):
        self.task = asyncio.create_task(self.run())
        self.items = []
        await asyncio.sleep(1)

    async def run(self):
        print(self.items)


class TaskWaits:
    async def start(self):
        self.inbox = asyncio.Queue()
        self.task = asyncio.create_task(self.run())
        self.outbox = await self.connect()

    async def connect(self):
        await asyncio.sleep(1)
        return asyncio.Queue()

    async def run(self):
        while True:
            item = await self.inbox.get()
            await self.outbox.put(item)


# Nobody but this thread reads the registry; or what it reads is set.
class Registered:
    def __init__(self, name):
        REGISTRY.append(self)
        self.name = name


def report():
    return [one.name for one in REGISTRY]


WATCHED = []


class Watched:
    def __init__(self, name):
        self.name = name
        WATCHED.append(self)
        self.extra = 1


def watch():
    for one in WATCHED:
        print(one.name)


threading.Thread(target=watch).start()


# One object for all, shown when it is ready, or to nobody who could take it.
_client = None
_lock = asyncio.Lock()
_task = None
_flagged = None


async def get_ready():
    global _client
    if _client is None:
        async with _lock:
            if _client is None:
                client = Client()
                await client.connect()
                _client = client
    return _client


async def get_under_lock():
    global _client
    async with _lock:
        if _client is None:
            _client = Client()
            await _client.connect()
        return _client


async def get_task():
    global _task
    if _task is None:
        _task = asyncio.ensure_future(connected())
    return await _task


async def connected():
    client = Client()
    await client.connect()
    return client


async def get_other_flag():
    global _flagged
    if _flagged is None or not _flagged.connected:
        _flagged = Client()
        await _flagged.connect()
    return _flagged


async def not_a_setup():
    global _flagged
    if _flagged is None:
        _flagged = Client()
        await _flagged.ping()
    return _flagged


class Server:
    def __init__(self):
        self._server = None

    async def start(self):
        self._server = Client()
        await self._server.start()

    async def stop(self):
        if self._server is not None:
            await self._server.stop()

    async def local(self):
        server = Client()
        await server.start()
        return server


# Who finds it there is turned away.
_running = None
_sessions = {}


async def begin():
    global _running
    if _running is not None:
        raise RuntimeError("it runs already")
    _running = Client()
    await _running.connect()


async def join(key):
    if key in _sessions:
        raise KeyError(key)
    session = Client()
    _sessions[key] = session
    await session.start()
    return session


async def other_key(key, other):
    if other in _sessions:
        return _sessions[other]
    session = Client()
    _sessions[key] = session
    await session.start()
    return session


# The method that starts the thread sets it, or waits for the thread.
class SetByMethod:
    def __init__(self):
        self._start()
        self.jobs = [1]

    def _start(self):
        self.jobs = []
        threading.Thread(target=self.run).start()

    def run(self):
        print(self.jobs)


class WaitsInMethod:
    def __init__(self):
        self.started = threading.Event()
        self._start()
        self.jobs = [1]

    def _start(self):
        thread = threading.Thread(target=self.run)
        thread.start()
        self.started.wait()

    def run(self):
        self.started.set()
        print(self.jobs)


# It waits in a method, or in what its name says that it waits.
class WaitsBelow:
    def __init__(self, voice):
        self.voice = voice
        threading.Thread(target=self.run).start()
        self.jobs = [1]

    def run(self):
        self._begin()
        print(self.jobs)

    def _begin(self):
        self.voice.wait_for_event()


# What is set late is nothing, another's, another function's, or on some ways only.
class SetToNothing:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.items = None

    def run(self):
        print(self.items.first)


class Anothers:
    def __init__(self, other):
        threading.Thread(target=self.run).start()
        other.items = []
        items = [other]
        print(items)

    def run(self):
        print(self.items.first)


class SetInFunction:
    def __init__(self):
        def later():
            self.items = []

        threading.Thread(target=self.run).start()
        self.later = later

        def last():
            self.items = [1]

        self.last = last

    def run(self):
        print(self.items.first)


class SetMaybe:
    def __init__(self, listed):
        threading.Thread(target=self.run).start()
        if listed:
            self.items = []

    def run(self):
        print(self.items.first)


class Added:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.items += [1]

    def run(self):
        print(self.items.first)


class Unused:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.unused = []

    def run(self):
        print("runs")


# The same where threads look into a collection.
SEEN = []


class Seen:
    def __init__(self, other):
        SEEN.append(self)
        label = "seen"
        other.label = label
        self.label = None

        def later():
            self.label = "later"

        self.later = later


class SeenMaybe:
    def __init__(self, named):
        SEEN.append(self)
        if named:
            self.label = "maybe"


def look():
    for one in SEEN:
        print(one.label)


threading.Thread(target=look).start()
