import asyncio
import contextlib
import os
import queue
import shutil
import tarfile
import tempfile
import threading
from pathlib import Path

cache = {}
pending = set()
LOCK = asyncio.Lock()


async def load(key):
    await asyncio.sleep(0)
    return key


async def keeps_the_task(key):
    if key not in cache:
        cache[key] = asyncio.create_task(load(key))
    return await cache[key]


async def without_await(key):
    if key not in cache:
        cache[key] = object()
    await load(key)


async def tries(key, other):
    try:
        return cache[key]
    except KeyError:
        cache[other] = await load(key)
    try:
        return cache[key]
    except KeyError:
        await load(key)
        if key not in cache:
            cache[key] = other


async def looks_again(key):
    if key not in cache:
        value = await load(key)
        if key not in cache:
            cache[key] = value
    return cache[key]


async def under_a_lock(key):
    async with LOCK:
        if key not in cache:
            cache[key] = await load(key)


async def looks_again_under_a_lock(key):
    if key not in cache:
        async with LOCK:
            if key not in cache:
                cache[key] = await load(key)


async def claims_first(key):
    if key in pending or key in cache:
        return
    pending.add(key)
    cache[key] = await load(key)


async def other_key(key):
    if key not in cache:
        cache["last"] = await load(key)


async def local(keys):
    found = {}
    for key in keys:
        if key not in found:
            found[key] = await load(key)
    return found


async def of_the_caller(results, key):
    if key not in results:
        results[key] = await load(key)


async def request_state(request):
    if request.user is None:
        request.user = await load(1)


async def branches(key, other):
    if key in cache:
        await load(key)
        return
    cache[key] = other


class Pool:
    def __init__(self):
        self.client = None
        self.busy = False
        self.queue = queue.Queue()
        self.free = asyncio.Queue()
        self.lock = threading.Lock()
        self.gate = asyncio.Lock()

    async def __aenter__(self):
        if self.client is None:
            self.client = await load(1)
        return self

    async def flagged(self):
        if self.busy:
            return
        self.busy = True
        try:
            if self.client is None:
                self.client = await load(1)
        finally:
            self.busy = False

    async def closes(self):
        if self.client is not None:
            await self.client.close()
            self.client = None

    async def held(self):
        await self.gate.acquire()
        try:
            if self.client is None:
                self.client = await load(1)
        finally:
            self.gate.release()

    async def retries(self):
        while self.client is None:
            self.client = await load(1)

    async def positive(self):
        if self.client is not None:
            self.client = await load(self.client)

    def drain(self):
        while not self.queue.empty():
            try:
                print(self.queue.get_nowait())
            except queue.Empty:
                break
        if self.queue.empty():
            self.queue.put(1)

    async def drain_free(self):
        while not self.free.empty():
            print(self.free.get_nowait())
        if not self.free.empty():
            return await self.free.get()

    async def take(self):
        if not self.gate.locked():
            await self.gate.acquire()

    async def take_with(self):
        if self.gate.locked():
            return
        async with self.gate:
            await load(1)

    def told(self):
        if not self.lock.locked():
            print("free")


async def main():
    total = None

    if total is None:
        total = await load(1)
    return total


def files(path: Path, name, folder, other):
    os.makedirs(folder, exist_ok=True)
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True)
    if path.exists():
        path.unlink(missing_ok=True)
    if os.path.exists(name):
        try:
            os.remove(name)
        except FileNotFoundError:
            pass
    if os.path.exists(name):
        with contextlib.suppress(OSError):
            os.remove(name)
    if os.path.exists(folder):
        raise FileExistsError(folder)
    os.makedirs(folder)
    if os.path.exists(name):
        os.remove(other)
    if not os.path.exists(name):
        with open(name, "x") as file:
            file.write("x")
    if os.path.isdir(name) and not os.path.islink(name):
        print("folder")
    else:
        os.remove(name)
    if os.path.exists(name):
        name = other
        os.remove(name)
    if os.path.isfile(folder):
        os.remove(folder)
    else:
        shutil.rmtree(folder)
    if os.path.islink(folder):
        os.remove(folder)
    elif os.path.isfile(folder):
        print("file")
        os.remove(folder)
    else:
        shutil.rmtree(folder)


def unpacked(archive):
    folder = tempfile.mkdtemp()
    for name in archive.namelist():
        place = os.path.join(folder, name)
        if not os.path.isdir(os.path.dirname(place)):
            os.makedirs(os.path.dirname(place))
    with tempfile.TemporaryDirectory() as other:
        if not os.path.exists(os.path.join(other, "x")):
            os.makedirs(os.path.join(other, "x"))


def saved(path, data):
    temporary = tempfile.NamedTemporaryFile(dir=path.parent, delete=False)
    name = Path(temporary.name)
    try:
        temporary.write(data)
        name.rename(path)
    finally:
        if name.exists():
            name.unlink()
    with tempfile.NamedTemporaryFile(delete=False) as kept:
        other = kept.name
    if os.path.exists(other):
        os.remove(other)
    handle, other = tempfile.mkstemp()
    os.close(handle)
    if os.path.exists(other):
        os.remove(other)


def in_memory(archive):
    return tarfile.open(name=tempfile.mktemp(), fileobj=archive)
