# The work is done in other processes than this one, and gives the same.
#
# after:
# True [333332833333500000, 333332833333500000]
# True 499999500000
# True 499999500000
# False 3
import asyncio
import os
import socket
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

HERE = os.getpid()


def squares(n):
    return os.getpid(), sum(i * i for i in range(n))


def total():
    out = 0
    for i in range(1_000_000):
        out += i
    return os.getpid(), out


def in_pool():
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = list(pool.map(squares, [1_000_000, 1_000_000]))
    return found[0][0] != HERE, [value for _, value in found]


async def on_loop():
    pid, out = await asyncio.to_thread(total)
    print(pid != HERE, out)
    pid, out = await asyncio.get_running_loop().run_in_executor(None, total)
    print(pid != HERE, out)


def looks_up(name):
    socket.getaddrinfo(name, None)
    return os.getpid()


def waits():
    with ProcessPoolExecutor() as others:
        pids = list(others.map(looks_up, ["127.0.0.1", "127.0.0.1", "127.0.0.1"]))
    return any(pid != HERE for pid in pids), len(pids)


if __name__ == "__main__":
    print(*in_pool())
    asyncio.run(on_loop())
    print(*waits())
