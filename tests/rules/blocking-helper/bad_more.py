import socket
import subprocess
import threading

import requests


def ask():
    return input("name: ")


def resolve(host):
    return socket.gethostbyname(host)


def join(thread: threading.Thread):
    thread.join()


def load(url):
    return requests.get(url, timeout=5)


def load_first(urls):
    return load(urls[0])


def load_some(urls):
    return load_first(urls)


def run(command):
    return subprocess.run(command)


async def main(thread, urls):
    ask()  # expect: until somebody types
    resolve("a")  # expect: until the network answers
    join(thread)  # expect: until another thread or process is done
    load(urls)  # expect: until the server answers: it calls `requests.get`; run it in a thread
    load_first(urls)  # expect: it calls `requests.get` by way of `load`; run it in a thread
    load_some(urls)  # expect: by way of `load_first` and 1 more
    run(urls)  # expect: until the process has ended
