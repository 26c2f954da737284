import os
import threading
from multiprocessing import Process


def child(work):
    work()
    os._exit(0)


def start(work):
    process = Process(target=child, args=(work,))
    process.start()
    return process
