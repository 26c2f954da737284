import asyncio


def grid(n):
    found = 0
    for i in range(n):
        for j in range(n):
            for k in range(n):
                found += i * j * k % 7 == 0
    return found


async def main():
    print(grid(20), grid(10) + 1)


if __name__ == "__main__":
    asyncio.run(main())
