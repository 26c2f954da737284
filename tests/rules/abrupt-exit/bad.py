import asyncio
import os
import signal
from os import _exit


async def watch(stop):
    await stop.wait()
    os._exit(0)  # expect: tasks are cut off


def on_signal(number, frame):
    _exit(1)  # expect: no `finally` runs


signal.signal(signal.SIGTERM, on_signal)
