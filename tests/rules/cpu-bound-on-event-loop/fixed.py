import hashlib
import time
import zlib
from hashlib import pbkdf2_hmac as derive

import bcrypt
from argon2 import PasswordHasher
from passlib.context import CryptContext
import asyncio

crypt = CryptContext(schemes=["bcrypt"])


async def passwords(password, salt):
    await asyncio.to_thread(bcrypt.hashpw, password, salt)
    await asyncio.to_thread(hashlib.scrypt, password, salt=salt, n=16384, r=8, p=1)
    await asyncio.to_thread(crypt.verify, password, salt)
    return (await asyncio.to_thread(derive, "sha256", password, salt, 600_000)).hex()


class Users:
    def __init__(self):
        self.hasher = PasswordHasher()

    async def check(self, hashed, password):
        return await asyncio.to_thread(self.hasher.verify, hashed, password)


async def compress(data):
    return await asyncio.to_thread(zlib.compress, data)


async def million():
    total = 0
    for i in range(10_000_000):
        total += i
    return total


async def product():
    return [i * j for i in range(10)] + [await asyncio.to_thread(bcrypt.checkpw, b"x", b"y")]


async def grid():
    found = 0
    for x in range(1000):
        for y in range(10**3):
            found += x * y
    return found


async def matrix(a, b, n, m):
    c = {}
    for i in range(n):
        for j in range(m):
            for k in range(n):
                c[i, j] = c.get((i, j), 0) + a[i][k] * b[k][j]
    return c


async def forever(state):
    while True:
        state.count += 1
        time.monotonic()


async def spin(state):
    while not state.ready:
        pass


def multiply(n):
    total = 0
    for i in range(n):
        for j in range(n):
            for k in range(n):
                total += i * j * k
    return total


def indirect(n):
    return multiply(n)


async def through_helpers(n):
    return indirect(n)


def hash_password(password, salt):
    return bcrypt.hashpw(password, salt)


async def register(password, salt):
    return hash_password(password, salt)


# Behind many calls, each of which may be made for some arguments only.
def decoded(data, phrase):
    return derive("sha256", phrase, data, 600_000) if phrase else data


def openssh(data, phrase):
    return decoded(data, phrase)


def pem(data, phrase):
    return openssh(data, phrase)


def private(data, phrase):
    return pem(data, phrase)


def keys(data, phrase=None):
    return private(data, phrase)


async def public_keys(data):
    private(data, None)
    return keys(data)


async def summed():
    return sum(i * i for i in range(10**7))


async def counted_by_hand():
    i = 0
    while i < 5_000_000:
        i += 1
    return i


async def counted_down():
    n = 4_000_000
    while n > 0:
        n -= 1


ROUNDS = 1000


async def computed_rounds():
    for i in range(2 * ROUNDS + 1):
        for j in range(ROUNDS // 2):
            print(i, j)
