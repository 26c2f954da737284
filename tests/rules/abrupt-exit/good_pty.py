import os
import pty
import threading


def run(command):
    pid = pty.fork()[0]
    if pid == 0:
        os._exit(1)
    threading.Thread(target=os.waitpid, args=(pid, 0)).start()
