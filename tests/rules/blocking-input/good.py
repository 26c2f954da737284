import asyncio
import sys

from prompt_toolkit import PromptSession


def synchronous():
    return input("name: ")


async def thread():
    return await asyncio.to_thread(input, "name: ")


async def parameter(input):
    return input("x")


async def prompt():
    session = PromptSession()
    return await session.prompt_async("x")


async def output():
    sys.stdout.write("x")
    print("x")


async def callbacks(loop):
    loop.add_reader(sys.stdin, lambda: sys.stdin.readline())


async def executor(loop):
    return await loop.run_in_executor(None, lambda: input())


class Form:
    def input(self):
        return 1

    async def fill(self):
        return self.input()


async def stream(stdin):
    return stdin.readline()
