"""Types that the tables give: of parts, items, elements, and what calling an instance makes."""
import asyncio
import multiprocessing
from pathlib import Path

import pymongo
import sqlalchemy
from sqlalchemy.orm import sessionmaker

Local = sessionmaker(sqlalchemy.create_engine("sqlite://"))
shop = pymongo.MongoClient()["shop"]


async def parts():
    reader, writer = await asyncio.open_connection("h", 1)
    await reader.readline()
    await writer.drain()
    (near, far) = multiprocessing.Pipe()
    far.recv()
    first, *others = await asyncio.open_connection("h", 1)
    first.readline()
    others.drain()
    (one, (two, three)) = await asyncio.open_connection("h", 1)
    two.drain()


async def items(folder: Path):
    for path in folder.iterdir():
        path.read_text()
    for path, other in folder.iterdir():
        path.read_text()
    [path.read_bytes() for path in Path("x").glob("*")]
    for path in folder:
        path.read_text()


async def made():
    with Local() as session:
        session.execute("x")
        session.query(Local).filter(1).all()
    shop["users"].find_one({})
    shop.users.find_one({})
