import asyncio
import json
import pickle
import tempfile
from pathlib import Path


async def write(path):
    with open(path, "w", encoding="utf-8") as f:  # a comment stays
        f.write("one\n")
        f.writelines(["two\n", "three\n"])
        print(f.name == str(path), f.closed)


async def read(path):
    with open(path) as f:
        head = f.readline().strip()
        f.seek(0)
        lines = f.readlines()
        f.seek(0)
        return head, len(lines), f.read().upper().split()


async def iterate(path: Path):
    found = []
    with path.open() as f:
        for number, line in enumerate([line.strip() for line in f]):
            found.append((number, line))
    with path.open("rb") as f:
        for line in f:
            found.append(line)
    return found


async def chunks(path):
    with open(path, "rb") as source:
        with open(path.with_suffix(".copy"), "wb") as target:
            while chunk := source.read(4):
                target.write(chunk)
    with open(path.with_suffix(".copy")) as f: return f.read()


async def objects(folder):
    with open(folder / "a.json", "w") as f:
        json.dump({"a": [1, 2]}, f, indent=1)
    with open(folder / "a.json") as f:
        loaded = json.load(f)["a"]
    with open(folder / "a.bin", "wb") as f:
        pickle.dump(loaded, f)
    with open(folder / "a.bin", "rb") as f:
        return loaded, pickle.load(f), (folder / "a.json").stat().st_size


async def main():
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.txt"
        await write(path)
        print(await read(path))
        print(await iterate(path))
        print(await chunks(path))
        print(await objects(Path(name)))


asyncio.run(main())
