import sqlite3

import psycopg2
import psycopg_pool
import pymongo
import redis
from redis import Redis
from django.db.models import Model
from django.shortcuts import get_object_or_404
from sqlalchemy.orm import Session

from app.models import User
import asyncio


async def lite(path):
    connection = sqlite3.connect(path)
    cursor = connection.cursor()
    cursor.execute("select 1")
    rows = cursor.fetchall()
    connection.commit()
    return rows


async def postgres(dsn):
    with await asyncio.to_thread(psycopg2.connect, dsn) as connection:
        return connection


cache = redis.Redis()


async def cached(key):
    return await asyncio.to_thread(cache.get, key)


async def parameter(cache: "Redis | None", key):
    await asyncio.to_thread(cache.set, key, 1)


class Repository:
    def __init__(self, session: Session):
        self.session = session

    async def add(self, query):
        self.session.execute(query)
        self.session.commit()


async def mongo(name):
    client = pymongo.MongoClient()
    return await asyncio.to_thread(client.app.users.find_one, {"name": name})


async def django(name):
    return await User.objects.aget(name=name)


async def transaction(path):
    connection = sqlite3.connect(path)
    with connection:
        pass


async def rows():
    for user in User.objects.iterator():
        print(user)


async def saved(form):
    user = get_object_or_404(User, name="a")
    return user


async def keep(note: Model):
    note.full_clean()
    await note.asave()


async def pool(dsn):
    return await asyncio.to_thread(psycopg_pool.ConnectionPool, dsn)


async def mongo(client: pymongo.MongoClient, session: Session):
    session.commit()
    return await asyncio.to_thread(client.server_info)
