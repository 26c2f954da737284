import asyncio
import sqlite3

import aiosqlite
import pymongo
import redis.asyncio as redis
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import User


def synchronous(path):
    return sqlite3.connect(path).execute("select 1").fetchall()


async def lite(path):
    async with aiosqlite.connect(path) as connection:
        rows = await connection.execute("select 1")
        return await rows.fetchall()


cache = redis.Redis()


async def cached(key):
    await cache.set(key, 1)
    return await cache.get(key)


async def orm(session: AsyncSession, query):
    await session.execute(query)
    await session.commit()


async def objects_only():
    engine = create_engine("sqlite://")
    client = pymongo.MongoClient()
    return engine, client


async def django(name):
    user = await User.objects.aget(name=name)
    return user, User.objects.filter(name=name)


async def unknown(session, cursor):
    session.commit()
    cursor.execute("select 1")
    return cursor.fetchall()


async def other_objects(world):
    return world.objects, {}.get("x")


async def pipeline():
    pipe = cache.pipeline()
    pipe.set("a", 1)
    return await pipe.execute()


async def in_thread(path):
    return await asyncio.to_thread(synchronous, path)


class sqlite:
    @staticmethod
    def connect(path):
        return path


async def own():
    return sqlite.connect("x")
