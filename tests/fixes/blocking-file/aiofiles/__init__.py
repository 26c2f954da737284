"""Stands in for aiofiles: a file whose methods are awaited, opened by `async with`."""

import asyncio
import builtins


class File:
    def __init__(self, file):
        self.file = file

    def __getattr__(self, name):
        value = getattr(self.file, name)
        if not callable(value):
            return value

        async def call(*arguments):
            await asyncio.sleep(0)
            return value(*arguments)

        return call

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        line = self.file.readline()
        if not line:
            raise StopAsyncIteration
        return line


class Opening:
    def __init__(self, arguments, options):
        self.arguments, self.options = arguments, options

    async def __aenter__(self):
        await asyncio.sleep(0)
        self.file = builtins.open(*self.arguments, **self.options)
        return File(self.file)

    async def __aexit__(self, *error):
        self.file.close()


def open(*arguments, **options):
    return Opening(arguments, options)
