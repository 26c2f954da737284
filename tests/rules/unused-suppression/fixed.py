"""Comments that ignore nothing."""

import asyncio
import time


async def poll():
    await asyncio.sleep(1)
    time.sleep(1)  # asynclint: ignore[blocking-sleep]
    time.sleep(2)  # asynclint: ignore[blocking-sleep]

    await asyncio.sleep(2)
    await asyncio.sleep(3)  # noqa: E501
    await asyncio.sleep(4)
