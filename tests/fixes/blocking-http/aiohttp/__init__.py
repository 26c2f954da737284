"""Stands in for aiohttp: as requests does beside it, but asynchronously."""

import asyncio

import requests


class ClientTimeout:
    def __init__(self, total):
        self.total = total


class Response:
    def __init__(self, answer):
        self.answer = answer
        self.status, self.ok, self.headers = answer.status_code, answer.ok, answer.headers

    async def json(self):
        await asyncio.sleep(0)
        return self.answer.json()

    async def text(self):
        await asyncio.sleep(0)
        return self.answer.text

    async def read(self):
        await asyncio.sleep(0)
        return self.answer.content

    def raise_for_status(self):
        self.answer.raise_for_status()


class Request:
    def __init__(self, function, arguments, options):
        self.asked = function, arguments, options

    async def __aenter__(self):
        function, arguments, options = self.asked
        assert isinstance(options.pop("timeout", ClientTimeout(1)), ClientTimeout)
        return Response(function(*arguments, **options))

    async def __aexit__(self, *error):
        pass


class ClientSession:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        pass

    def get(self, *arguments, **options):
        return Request(requests.get, arguments, options)

    def post(self, *arguments, **options):
        return Request(requests.post, arguments, options)

    def delete(self, *arguments, **options):
        return Request(requests.delete, arguments, options)
