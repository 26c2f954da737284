import os
import subprocess
import subprocess as sp
from subprocess import Popen, check_output


async def run(command):
    subprocess.run(command, check=True)  # expect: `subprocess.run` in coroutine `run`
    sp.call(command)  # expect
    os.system("ls")  # expect
    return check_output(command).decode()  # expect


async def wait(command):
    process = Popen(command)  # expect[hint]
    process.wait()  # expect


async def talk(command):
    process = subprocess.Popen(command)  # expect[hint]
    out, err = process.communicate(b"x")  # expect
    return out


async def leave(command):
    with subprocess.Popen(command) as process:  # expect: leaving the `with`
        print(process.pid)


async def spawn():
    os.spawnl(os.P_WAIT, "/bin/true", "true")  # expect
    os.waitpid(-1, 0)  # expect


class Runner:
    def __init__(self, command):
        self.process = subprocess.Popen(command)

    async def stop(self):
        self.process.terminate()
        self.process.wait()  # expect


async def stdout(command):
    return subprocess.run(command, capture_output=True).stdout  # expect


async def webbrowsers(url):
    import webbrowser

    webbrowser.open(url)  # expect[information]
