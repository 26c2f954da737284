import os
import subprocess
import subprocess as sp
from subprocess import Popen, check_output
import asyncio


async def run(command):
    await asyncio.to_thread(subprocess.run, command, check=True)
    await asyncio.to_thread(sp.call, command)
    await asyncio.to_thread(os.system, "ls")
    return (await asyncio.to_thread(check_output, command)).decode()


async def wait(command):
    process = Popen(command)
    await asyncio.to_thread(process.wait)


async def talk(command):
    process = subprocess.Popen(command)
    out, err = await asyncio.to_thread(process.communicate, b"x")
    return out


async def leave(command):
    with subprocess.Popen(command) as process:
        print(process.pid)


async def spawn():
    await asyncio.to_thread(os.spawnl, os.P_WAIT, "/bin/true", "true")
    await asyncio.to_thread(os.waitpid, -1, 0)


class Runner:
    def __init__(self, command):
        self.process = subprocess.Popen(command)

    async def stop(self):
        self.process.terminate()
        await asyncio.to_thread(self.process.wait)


async def stdout(command):
    return (await asyncio.to_thread(subprocess.run, command, capture_output=True)).stdout


async def webbrowsers(url):
    import webbrowser

    await asyncio.to_thread(webbrowser.open, url)
