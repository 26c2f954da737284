import ftplib
import select
import smtplib
import socket
import socketserver
import ssl
from socket import getaddrinfo
from socket import socket as Socket

import zmq


async def names(host):
    getaddrinfo(host, 80)  # expect: use `loop.getaddrinfo`
    return socket.gethostbyname(host)  # expect


async def made_here(host):
    sock = socket.socket()
    sock.connect((host, 80))  # expect
    sock.sendall(b"x")  # expect
    return sock.recv(10)  # expect


async def elsewhere(sock: Socket):
    return sock.recv(10)  # expect[information]


async def mail(message):
    with smtplib.SMTP("localhost") as server:  # expect
        server.login("me", "secret")  # expect
        server.send_message(message)  # expect


async def connection(host):
    return socket.create_connection((host, 80))  # expect


async def context():
    return ssl.create_default_context()  # expect[information]: until the certificates are read


async def messages():
    bus = zmq.Context().socket(zmq.REQ)
    bus.send(b"x")  # expect
    return bus.recv()  # expect


class Client:
    def __init__(self):
        self.ftp = None

    async def open(self, host):
        import ftplib

        self.ftp = ftplib.FTP(host)  # expect
        self.ftp.login()  # expect


async def certificate(host):
    return ssl.get_server_certificate((host, 443))  # expect: until the network has answered


async def loaded(made: ssl.SSLContext):
    made.load_default_certs()  # expect[information]: until the certificates are read


async def given(sock: ssl.SSLSocket):
    return sock.recv(10)  # expect[information]


async def given_server(server: socketserver.TCPServer):
    server.serve_forever()  # expect[warning]


async def given_ftp(ftp: ftplib.FTP):
    ftp.login()  # expect[warning]


async def polled():
    return select.select([], [], [])  # expect[warning]


async def made(host):
    sock = socket.socket()
    sock.connect((host, 80))  # expect[warning]
