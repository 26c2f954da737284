import asyncio
import smtplib
import socket

import trio
import zmq
import zmq.asyncio


def synchronous(host):
    return socket.gethostbyname(host)


async def loops(host):
    loop = asyncio.get_running_loop()
    await loop.getaddrinfo(host, 80)
    reader, writer = await asyncio.open_connection(host, 80)
    return await reader.read(10)


NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


async def numeric(host, flags):
    socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST)
    return socket.getaddrinfo(host, 80, 0, 0, 0, flags | NUMERIC)


async def asynchronous_messages():
    bus = zmq.asyncio.Context().socket(zmq.REQ)
    await bus.send(b"x")
    return await bus.recv()


async def not_waiting():
    bus = zmq.Context().socket(zmq.REQ)
    return bus.recv(zmq.NOBLOCK)


async def no_host():
    return smtplib.SMTP()


async def trio_sockets():
    sock = trio.socket.socket()
    await sock.connect(("localhost", 80))


async def own_socket(socket, host):
    return socket.gethostbyname(host)


async def unknown(connection):
    connection.connect()
    connection.sendall(b"x")
    return connection.recv(10)


async def pure(host):
    return socket.inet_aton(host), socket.htons(1), socket.gethostname()


async def threads(host):
    return await asyncio.to_thread(socket.gethostbyname, host)
