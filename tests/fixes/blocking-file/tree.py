import asyncio
import json
import os
import shutil
import tempfile
from pathlib import Path


def prepare():
    folder = Path(tempfile.mkdtemp())
    (folder / "a").mkdir()
    (folder / "a" / "one.txt").write_text("1")
    (folder / "two.txt").write_text("2\n")
    return folder


async def work(folder: Path):
    text = (folder / "two.txt").read_text().strip()
    (folder / "three.txt").write_text(text * 3)
    names = sorted(path.name for path in folder.rglob("*.txt"))
    found = sorted(os.listdir(folder), reverse=True)
    shutil.copytree(folder / "a", folder / "b")
    if os.path.exists(folder / "b"):
        os.remove(folder / "b" / "one.txt")
    seen = [entry.name for entry in os.scandir(folder / "b")]
    return json.dumps([text, names, found, seen, (folder / "three.txt").stat().st_size])


async def main():
    folder = await asyncio.to_thread(prepare)
    try:
        print(await work(folder))
    finally:
        shutil.rmtree(folder)


asyncio.run(main())
