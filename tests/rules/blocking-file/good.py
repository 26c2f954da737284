import asyncio
import io
import json
import os
import pickle
import tarfile
import tempfile
from pathlib import Path, PurePath

import aiofiles
import anyio
import trio


def synchronous(path):
    with open(path) as file:
        return file.read()


async def threads(path: Path, executor):
    text = await asyncio.to_thread(path.read_text)
    loop = asyncio.get_running_loop()
    more = await loop.run_in_executor(executor, lambda: open(path).read())
    return text, more


async def inner_function(path):
    def read():
        return open(path).read()

    return await asyncio.to_thread(read)


async def awaited(path):
    async with aiofiles.open(path) as file:
        text = await file.read()
    target = anyio.Path(path)
    await target.write_text(text)
    async for entry in target.iterdir():
        print(entry)
    return await (await anyio.open_file(path)).read()


async def wrapped(path):
    async with trio.wrap_file(open(path)) as file:
        return await file.read()


async def in_memory(data):
    buffer = io.BytesIO(data)
    with tarfile.open(fileobj=buffer) as archive:
        archive.getnames()
    buffer.read()
    text = io.StringIO()
    text.write("x")
    return pickle.load(buffer)


async def rebound(path):
    def open(name):
        return name

    return open(path)


async def another_open(session, path):
    return session.open(path)


async def pure(path):
    name = os.path.join(path, "a")
    os.path.abspath(name)
    return PurePath(name).with_suffix(".txt"), Path.home(), Path(name).parent


async def not_consumed(folder: Path):
    entries = folder.glob("*")
    return await asyncio.to_thread(list, entries)


async def lazily(folder: Path):
    return (entry.name for entry in await asyncio.to_thread(list, folder.iterdir()))


async def texts(text):
    return json.loads(text)


class Shadow:
    async def read(self, Path):
        return Path("x").read_text()


async def told_once(path):
    file = await asyncio.to_thread(open, path)
    try:
        return await asyncio.to_thread(file.read)
    finally:
        await asyncio.to_thread(file.close)


async def unknown_receiver(store, path):
    store.write_text("x")
    return store.read_text(), path.exists()


async def load_average():
    with open("/proc/loadavg") as file:
        return file.read()


async def in_rounds(path, rows):
    path = Path(path)
    for row in rows:
        path.unlink()
        path = row


async def on_one_way(path, is_name):
    if is_name:
        path = Path(path)
    path.unlink()


async def not_any_more(path, rows):
    path = Path(path)
    if rows:
        path = rows
    path.unlink()


async def before(path):
    path = Path(path.read_bytes())


async def by_another(path):
    def change():
        nonlocal path
        path = change

    path = Path(path)
    change()
    path.unlink()
