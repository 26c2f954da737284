import ftplib
import select
import smtplib
import socket
import socketserver
import ssl
from socket import getaddrinfo
from socket import socket as Socket

import zmq
import asyncio


async def names(host):
    await asyncio.to_thread(getaddrinfo, host, 80)
    return await asyncio.to_thread(socket.gethostbyname, host)


async def made_here(host):
    sock = socket.socket()
    sock.connect((host, 80))
    sock.sendall(b"x")
    return sock.recv(10)


async def elsewhere(sock: Socket):
    return sock.recv(10)


async def mail(message):
    with await asyncio.to_thread(smtplib.SMTP, "localhost") as server:
        await asyncio.to_thread(server.login, "me", "secret")
        await asyncio.to_thread(server.send_message, message)


async def connection(host):
    return await asyncio.to_thread(socket.create_connection, (host, 80))


async def context():
    return await asyncio.to_thread(ssl.create_default_context)


async def messages():
    bus = zmq.Context().socket(zmq.REQ)
    await asyncio.to_thread(bus.send, b"x")
    return await asyncio.to_thread(bus.recv)


class Client:
    def __init__(self):
        self.ftp = None

    async def open(self, host):
        import ftplib

        self.ftp = await asyncio.to_thread(ftplib.FTP, host)
        await asyncio.to_thread(self.ftp.login)


async def certificate(host):
    return await asyncio.to_thread(ssl.get_server_certificate, (host, 443))


async def loaded(made: ssl.SSLContext):
    made.load_default_certs()


async def given(sock: ssl.SSLSocket):
    return sock.recv(10)


async def given_server(server: socketserver.TCPServer):
    server.serve_forever()


async def given_ftp(ftp: ftplib.FTP):
    await asyncio.to_thread(ftp.login)


async def polled():
    return await asyncio.to_thread(select.select, [], [], [])


async def made(host):
    sock = socket.socket()
    sock.connect((host, 80))
