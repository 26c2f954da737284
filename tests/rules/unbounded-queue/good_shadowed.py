from mylib import Queue

jobs = Queue()


def put(job):
    jobs.put(job)


class asyncio:
    class Queue:
        pass


waiting = asyncio.Queue()


def wait_for(job):
    waiting.put(job)
