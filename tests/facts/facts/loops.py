"""Loops and what decides whether their awaits could run together."""
import asyncio


async def f(x):
    return x


async def loops(xs, conn, session, n):
    for x in xs:
        await f(x)
    out = []
    for x in xs:
        y = await f(x)
        out.append(y)
    for x in xs:
        if await f(x):
            break
    for x in xs:
        return await f(x)
    last = None
    for x in xs:
        last = await f(last)
    for x in xs:
        await conn.execute(x)
    for x in xs:
        await f(x)
        await asyncio.sleep(1)
    for attempt in range(3):
        try:
            await f(n)
        except OSError:
            continue
    for x in xs:
        try:
            await f(x)
        except OSError:
            pass
    for i in range(0, n, 10):
        await f(i)
    for x in xs:
        xs.append(await f(x))
    seen = set()
    for x in xs:
        if x not in seen:
            seen.add(await f(x))
    total = 0
    for x in xs:
        total += await f(x)
    while xs:
        await f(xs.pop())
    async for x in xs:
        await f(x)
    results = {}
    for k, v in xs:
        results[k] = await f(v)
    for url in xs:
        async with session.get(url) as response:
            out.append(await response.text())
    for x in xs:
        yield await f(x)
    rows = [await f(x) for x in xs]
    chosen = [x for x in xs if await f(x)]
    lazy = (await f(x) for x in xs)
    return rows, chosen, last, total


async def order(ws, items):
    for item in items:
        await ws.send(item)
    for item in items:
        await send_frame(ws, item)
    for item in items:
        await send_frame(item)
