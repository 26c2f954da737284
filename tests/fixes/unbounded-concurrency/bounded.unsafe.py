# The same results in the same order, but ten at a time.
import asyncio

running = peak = 0


async def work(host, path=""):
    global running, peak
    running += 1
    peak = max(peak, running)
    await asyncio.sleep(0.001 * (len(host) % 3))
    running -= 1
    return host + path


async def listed(hosts):
    return await asyncio.gather(*[work(host) for host in hosts])


async def as_tasks(pairs):
    tasks = [asyncio.create_task(work(host, path=path)) for host, path in pairs if path]
    return await asyncio.gather(*tasks)


async def appended(groups):
    tasks = []
    for number, group in enumerate(groups):
        for host in group:
            tasks.append(work(host + str(number)))
    return await asyncio.gather(*tasks)


async def mapped(hosts):
    return await asyncio.gather(*map(work, hosts))


async def timed(hosts):
    return await asyncio.gather(*[asyncio.wait_for(work(host), timeout=5) for host in hosts])


async def most(coroutine):
    global peak
    peak = 0
    print(len(await coroutine), peak, end=" ")


async def main():
    hosts = ["x" * n for n in range(30)]
    pairs = list(zip(hosts, hosts))
    print(await listed(hosts[:4]), await as_tasks(pairs[:4]), await appended([hosts[:2], hosts[2:4]]))
    for one in listed(hosts), as_tasks(pairs), appended([hosts, hosts]), mapped(hosts), timed(hosts):
        await most(one)
    print()


asyncio.run(main())
# after:
# ['', 'x', 'xx', 'xxx'] ['xx', 'xxxx', 'xxxxxx'] ['0', 'x0', 'xx1', 'xxx1']
# 30 10 29 10 60 10 30 10 30 10 
