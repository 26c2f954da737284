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


async def lite(path):
    connection = sqlite3.connect(path)  # expect: use `aiosqlite.connect`
    cursor = connection.cursor()
    cursor.execute("select 1")  # expect
    rows = cursor.fetchall()  # expect
    connection.commit()  # expect
    return rows


async def postgres(dsn):
    with psycopg2.connect(dsn) as connection:  # expect
        return connection


cache = redis.Redis()


async def cached(key):
    return cache.get(key)  # expect: use `redis.asyncio.Redis`


async def parameter(cache: "Redis | None", key):
    cache.set(key, 1)  # expect


class Repository:
    def __init__(self, session: Session):
        self.session = session

    async def add(self, query):
        self.session.execute(query)  # expect
        self.session.commit()  # expect


async def mongo(name):
    client = pymongo.MongoClient()
    return client.app.users.find_one({"name": name})  # expect


async def django(name):
    return User.objects.get(name=name)  # expect


async def transaction(path):
    connection = sqlite3.connect(path)  # expect
    with connection:  # expect: leaving the `with`
        pass


async def rows():
    for user in User.objects.iterator():  # expect
        print(user)


async def saved(form):
    user = get_object_or_404(User, name="a")  # expect
    return user


async def keep(note: Model):
    note.full_clean()  # expect
    note.save()  # expect


async def pool(dsn):
    return psycopg_pool.ConnectionPool(dsn)  # expect


async def mongo(client: pymongo.MongoClient, session: Session):
    session.commit()  # expect
    return client.server_info()  # expect
