import getpass
import sys

import questionary
from click import prompt
import asyncio


async def ask():
    name = await asyncio.to_thread(input, "name: ")
    secret = await asyncio.to_thread(getpass.getpass)
    line = await asyncio.to_thread(sys.stdin.readline)
    return name, secret, line, await asyncio.to_thread(prompt, "more")


async def choose():
    return await questionary.text("name").ask_async()


async def debug():
    breakpoint()


async def nested_in_expressions():
    return int(await asyncio.to_thread(input)) + 1
