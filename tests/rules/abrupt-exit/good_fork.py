import asyncio
import os
import threading


def spawn(work):
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    return pid
