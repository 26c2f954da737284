import csv
import glob
import json
import os
import pathlib
import pickle
import shutil
import tarfile
import tempfile
from builtins import open as builtin_open
from pathlib import Path
from typing import Optional
import aiofiles
import asyncio


async def read(path):
    async with aiofiles.open(path) as file:
        return json.loads(await file.read())


async def read_at_once(path):
    return open(path).read()


async def other_spelling(path):
    return builtin_open(path)


async def one_call(name: Path):
    await asyncio.to_thread(name.write_text, "x")
    return await asyncio.to_thread(name.read_text)


async def annotated(name: "Optional[pathlib.Path]"):
    return await asyncio.to_thread(name.read_bytes)


async def path_algebra(folder):
    target = Path(folder) / "a" / "b.txt"
    return await asyncio.to_thread(target.parent.joinpath("c").read_text)


async def trees(folder):
    await asyncio.to_thread(shutil.rmtree, folder)
    await asyncio.to_thread(shutil.copytree, folder, "copy")
    names = await asyncio.to_thread(os.listdir, folder)
    return names, await asyncio.to_thread(glob.glob, "*.py")


async def consumed(folder: Path):
    for entry in await asyncio.to_thread(list, folder.iterdir()):
        print(entry)
    found = await asyncio.to_thread(list, folder.rglob("*.py"))
    return [e for e in await asyncio.to_thread(list, os.scandir(folder))], found


async def one_system_call(path):
    if await asyncio.to_thread(os.path.exists, path):
        await asyncio.to_thread(os.remove, path)
    await asyncio.to_thread(Path(path).mkdir, parents=True)


async def size_decides(path, stream):
    return await asyncio.to_thread(pickle.load, stream)


async def archives(path):
    with tarfile.open(path) as archive:
        archive.extractall()


class Store:
    def __init__(self, root: Path):
        self.root = root
        self.log = open("log")

    async def load(self, name):
        self.log.write(name)
        return await asyncio.to_thread((self.root / name).read_text)


async def default(path):
    def inner(text=await asyncio.to_thread(Path("x").read_text)):
        return text

    return inner


async def in_class_body():
    class Settings:
        text = Path("x").read_text()

    return Settings


async def data(path):
    import pandas as pd

    frame = await asyncio.to_thread(pd.read_csv, path)
    await asyncio.to_thread(frame.to_parquet, "out")
    await asyncio.to_thread(anything.to_csv, "out")


async def passed_on(path):
    with open(path) as file:
        return list(csv.reader(file))


async def read_elsewhere(path):
    with open(path) as file:
        return list(iter(lambda: file.read(10), ""))


async def used_afterwards(path):
    with open(path) as file:
        pass
    return file.read()


async def lazily(path):
    with open(path) as file:
        return sum(len(line) for line in file)


async def two_at_once(path):
    with (
        open(path) as source,
        open("copy", "w") as target,
    ):
        target.write(source.read())


async def one_name(path):
    async with aiofiles.open(path) as file:
        text = await file.read()
    async with aiofiles.open(path, "w") as file:
        await file.write(text)


async def in_nested(path):
    file = open(path)

    async def lines():
        return file.readlines()

    return lines


async def unpacked(path, other):
    file, name = (open(path), other)
    return name.read_text()


async def sized(folder):
    total = len(folder.iterdir())
    names = await asyncio.to_thread(sorted, Path(folder).iterdir())
    for entry in names:
        total += entry.stat().st_size
    return total


async def handlers(path):
    import logging

    return logging.FileHandler(path)


async def scratch():
    with tempfile.TemporaryDirectory() as folder:
        return folder


async def from_a_name(path, rows):
    path = Path(path)
    for row in rows:
        await asyncio.to_thread(path.unlink)
    path = rows


async def either(source):
    if isinstance(source, bytes):
        file = source
    else:
        source = Path(source)
        file = source.open("rb")
    return file
