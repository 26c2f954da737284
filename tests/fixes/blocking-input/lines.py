import asyncio
import io
import sys

sys.stdin = io.StringIO("Ada\n36\nrest\n")


async def main():
    name = input()
    print(name, int(input()) + 1)
    print(sys.stdin.readline().strip())


asyncio.run(main())
