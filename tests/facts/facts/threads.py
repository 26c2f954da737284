import asyncio, multiprocessing, threading, queue
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from fastapi import FastAPI

app = FastAPI()
single = ThreadPoolExecutor(max_workers=1)

@app.get("/")
def handler(): ...

@app.get("/a")
async def on_loop(): ...

def work(x=None): ...
def prepare(): ...

class Reader(threading.Thread):
    def run(self): self.step()
    def step(self): ...

class Crunch(multiprocessing.Process):
    def run(self): ...

class Pump:
    def __init__(self):
        self.pool = ThreadPoolExecutor(4)
    def one(self): ...
    def two(self): ...
    def start(self):
        threading.Thread(target=self.one).start()
        self.pool.submit(partial(self.two, 1))
        for i in range(3):
            single.submit(work)
            self.pool.submit(self.two).result()

class Handler(BaseHTTPRequestHandler):
    def do_GET(self): ...

def serve():
    ThreadingHTTPServer(("", 1), Handler).serve_forever()

async def main(loop, xs):
    await asyncio.to_thread(lambda: work())
    await loop.run_in_executor(None, work)
    with ProcessPoolExecutor(initializer=prepare) as pool:
        pool.map(work, xs)
        await asyncio.get_running_loop().run_in_executor(pool, work, 1)
    for x in xs:
        await asyncio.to_thread(work, x)
    readers = [Reader() for _ in xs]
    with multiprocessing.Pool(3) as procs, multiprocessing.pool.ThreadPool(3) as threads:
        procs.map(work, xs)
        threads.apply_async(work)
    for w in xs:
        threading.Thread(target=w.run).start()
