"""What calls name: imports, aliases, shadowing, rebinding."""
from __future__ import annotations

import os.path
import time
import time as clock
import urllib.request
from time import sleep
from time import sleep as nap

try:
    import requests
except ImportError:
    requests = None


async def direct():
    time.sleep(1)
    clock.sleep(1)
    sleep(1)
    nap(1)
    urllib.request.urlopen("http://localhost")
    os.path.exists("a")
    requests.get("u")
    open("f")


async def local_import():
    import subprocess as sp
    from subprocess import run

    sp.run(["ls"])
    run(["ls"])


async def alias():
    wait = time.sleep
    wait(1)


async def shadowed(time):
    time.sleep(1)


async def rebound():
    sleep = other()
    sleep(1)


async def unbound_root():
    httpx.get("u")
    urlopen("u")


async def rebound_later():
    sleep(1)
    sleep = 2


def other():
    global nap
    nap = None
