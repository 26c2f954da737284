import time
import time as clock
from time import sleep
from time import sleep as pause


async def poll(job):
    while not job.done:
        time.sleep(1)  # expect: `time.sleep` in coroutine `poll`


async def aliases():
    clock.sleep(0.1)  # expect
    sleep(1)  # expect
    pause(1)  # expect


async def nested():
    async def inner():
        sleep(1)  # expect

    await inner()


async def in_expression(x):
    return [sleep(1) for _ in x]  # expect


async def default():
    def later(at=sleep(1)):  # expect
        return at

    return later


async def unbound():
    try:
        import gevent
    except ImportError:
        gevent = None
    gevent.sleep(1)  # expect


class Worker:
    async def run(self):
        if self.busy:
            sleep(self.delay)  # expect


async def gives_way():
    sleep(0)  # expect[information]


async def others(seconds, options):
    time.sleep(0)  # expect[information]: await an asynchronous sleep
    time.sleep(00)  # expect[warning]
    time.sleep(options)  # expect[warning]
    time.sleep(*options)  # expect
    time.sleep(1, seconds)  # expect
    time.sleep()  # expect
