import asyncio
import os
import sys


async def watch(stop):
    await stop.wait()
    sys.exit(0)


def on_signal(loop, tasks):
    for task in tasks:
        task.cancel()
    loop.stop()


class Own:
    def _exit(self, status):
        pass


def leave(own: Own):
    own._exit(1)
