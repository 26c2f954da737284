import socket
import subprocess
import threading

import requests
import asyncio


def ask():
    return input("name: ")


def resolve(host):
    return socket.gethostbyname(host)


def join(thread: threading.Thread):
    thread.join()


def load(url):
    return requests.get(url, timeout=5)


def load_first(urls):
    return load(urls[0])


def load_some(urls):
    return load_first(urls)


def run(command):
    return subprocess.run(command)


async def main(thread, urls):
    await asyncio.to_thread(ask)
    await asyncio.to_thread(resolve, "a")
    await asyncio.to_thread(join, thread)
    await asyncio.to_thread(load, urls)
    await asyncio.to_thread(load_first, urls)
    await asyncio.to_thread(load_some, urls)
    await asyncio.to_thread(run, urls)
