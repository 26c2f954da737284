import asyncio
import socket
import ssl


async def main():
    found = socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)
    print(found[0][4], socket.gethostbyname("127.0.0.1"))
    print(ssl.create_default_context().check_hostname)


asyncio.run(main())
