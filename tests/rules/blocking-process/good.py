import asyncio
import os
import subprocess


def synchronous(command):
    return subprocess.run(command)


async def native(command):
    process = await asyncio.create_subprocess_exec(*command)
    await process.wait()
    return await process.communicate()


async def thread(command):
    return await asyncio.to_thread(subprocess.run, command, check=True)


async def executor(command):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, lambda: subprocess.run(command))


async def no_wait(pid):
    os.waitpid(pid, os.WNOHANG)
    os.spawnl(os.P_NOWAIT, "/bin/true", "true")


async def quick(process: subprocess.Popen):
    process.poll()
    process.terminate()
    process.kill()


async def own_run(subprocess):
    return subprocess.run()


async def other_wait(event):
    event.wait()
    event.communicate()


class Popen:
    def wait(self):
        pass


async def own_class():
    Popen().wait()


async def named():
    system = os.getpid
    return system()


async def passed(pool, command):
    return pool.submit(subprocess.run, command)
