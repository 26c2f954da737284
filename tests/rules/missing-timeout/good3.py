import functools
import socket

import requests

session = requests.Session()
session.request = functools.partial(session.request, timeout=10)


def load(url):
    return session.get(url)


def connect(host, path):
    plug = socket.create_connection((host, 80))
    plug.settimeout(5)
    local = socket.socket(socket.AF_UNIX)
    local.connect(path)
    return plug
