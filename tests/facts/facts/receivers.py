"""Where the type of a receiver comes from."""
import queue
import threading
from pathlib import Path
from typing import Annotated, Optional, Union

import requests

SESSION = requests.Session()


class Client:
    lock: threading.Lock
    shared = requests.Session()

    def __init__(self, path: Path, odd):
        self.session = requests.session()
        self.path = path
        self.maybe = None
        self.odd = odd
        if odd:
            self.maybe = requests.Session()
            self.odd = requests.Session()

    async def attributes(self):
        self.session.get("u")
        self.shared.get("u")
        self.maybe.get("u")
        self.odd.get("u")
        self.lock.acquire()
        self.path.read_text()
        (self.path / "a" / "b").read_text()
        self.path.parent.joinpath("x").read_bytes()

    async def nested(self):
        def inner():
            self.session.get("u")

        return inner


async def names(
    a: requests.Session,
    b: Optional[requests.Session],
    c: "requests.Session | None",
    d: Union[requests.Session, None],
    e: Annotated[requests.Session, "shared"],
    f: "Path",
    g: dict,
):
    a.get("u")
    b.get("u")
    d.get("u")
    e.get("u")
    f.read_text()
    g.get("u")
    SESSION.get("u")
    with requests.Session() as s:
        s.get("u")
    t = s
    t.get("u")
    Path("x").read_text()
    p = Path("x")
    p.resolve().read_text()
    q = queue.Queue()
    q.get()
    if (w := requests.Session()):
        w.get("u")


async def disagree(flag):
    x = requests.Session()
    if flag:
        x = {}
    x.get("u")
