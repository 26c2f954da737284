"""A server that never answers: before the fix a watchdog ends the wait."""  # before: fails
import asyncio
import os
import socket
import threading
from urllib.request import urlopen

watchdog = threading.Timer(60, os._exit, [1])
watchdog.daemon = True
watchdog.start()


def greet(server):
    while True:
        peer, _ = server.accept()
        peer.sendall(b'HTTP/1.0 200 OK\r\n\r\nhello\n')
        peer.shutdown(socket.SHUT_WR)
        while peer.recv(4096):  # closed with bytes unread, a connection is reset
            pass
        peer.close()


server = socket.create_server(('127.0.0.1', 0))
threading.Thread(target=greet, args=[server], daemon=True).start()
port = server.getsockname()[1]
with urlopen(f'http://127.0.0.1:{port}/') as answer:
    print(answer.read())


async def main():
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    print(await reader.readline())
    writer.close()
    await writer.wait_closed()
    child = await asyncio.create_subprocess_exec('true')
    print(await child.wait())


asyncio.run(main())
