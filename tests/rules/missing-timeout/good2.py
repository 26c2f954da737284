import socket
import http.client
from urllib.request import urlopen

socket.setdefaulttimeout(10)


def load(url, host):
    socket.create_connection((host, 80))
    http.client.HTTPConnection(host)
    return urlopen(url)
