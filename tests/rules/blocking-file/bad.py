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


async def read(path):
    with open(path) as file:  # expect: `open` in coroutine `read` stops the event loop
        return json.load(file)


async def read_at_once(path):
    return open(path).read()  # expect


async def other_spelling(path):
    return builtin_open(path)  # expect


async def one_call(name: Path):
    name.write_text("x")  # expect: name.write_text
    return name.read_text()  # expect


async def annotated(name: "Optional[pathlib.Path]"):
    return name.read_bytes()  # expect


async def path_algebra(folder):
    target = Path(folder) / "a" / "b.txt"
    return target.parent.joinpath("c").read_text()  # expect


async def trees(folder):
    shutil.rmtree(folder)  # expect
    shutil.copytree(folder, "copy")  # expect
    names = os.listdir(folder)  # expect
    return names, glob.glob("*.py")  # expect


async def consumed(folder: Path):
    for entry in folder.iterdir():  # expect
        print(entry)
    found = list(folder.rglob("*.py"))  # expect
    return [e for e in os.scandir(folder)], found  # expect


async def one_system_call(path):
    if os.path.exists(path):  # expect[hint]
        os.remove(path)  # expect[hint]
    Path(path).mkdir(parents=True)  # expect[hint]


async def size_decides(path, stream):
    return pickle.load(stream)  # expect[information]


async def archives(path):
    with tarfile.open(path) as archive:  # expect
        archive.extractall()


class Store:
    def __init__(self, root: Path):
        self.root = root
        self.log = open("log")

    async def load(self, name):
        self.log.write(name)  # expect
        return (self.root / name).read_text()  # expect


async def default(path):
    def inner(text=Path("x").read_text()):  # expect
        return text

    return inner


async def in_class_body():
    class Settings:
        text = Path("x").read_text()  # expect

    return Settings


async def data(path):
    import pandas as pd

    frame = pd.read_csv(path)  # expect
    frame.to_parquet("out")  # expect
    anything.to_csv("out")  # expect


async def passed_on(path):
    with open(path) as file:  # expect
        return list(csv.reader(file))


async def read_elsewhere(path):
    with open(path) as file:  # expect
        return list(iter(lambda: file.read(10), ""))


async def used_afterwards(path):
    with open(path) as file:  # expect
        pass
    return file.read()


async def lazily(path):
    with open(path) as file:  # expect
        return sum(len(line) for line in file)


async def two_at_once(path):
    with (
        open(path) as source,  # expect
        open("copy", "w") as target,  # expect
    ):
        target.write(source.read())


async def one_name(path):
    with open(path) as file:  # expect
        text = file.read()
    with open(path, "w") as file:  # expect
        file.write(text)


async def in_nested(path):
    file = open(path)  # expect

    async def lines():
        return file.readlines()  # expect

    return lines


async def unpacked(path, other):
    file, name = (open(path), other)  # expect
    return name.read_text()


async def sized(folder):
    total = len(folder.iterdir())
    names = sorted(Path(folder).iterdir())  # expect
    for entry in names:
        total += entry.stat().st_size
    return total


async def handlers(path):
    import logging

    return logging.FileHandler(path)  # expect


async def scratch():
    with tempfile.TemporaryDirectory() as folder:  # expect
        return folder


async def from_a_name(path, rows):
    path = Path(path)
    for row in rows:
        path.unlink()  # expect
    path = rows


async def either(source):
    if isinstance(source, bytes):
        file = source
    else:
        source = Path(source)
        file = source.open("rb")  # expect
    return file
