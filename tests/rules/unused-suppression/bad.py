"""Comments that ignore nothing."""
# asynclint: ignore-file[no-such-rule] gone  # expect: There is no rule `no-such-rule`

import asyncio
import time  # asynclint: ignore[blocking-sleep]  # expect: `blocking-sleep`, which finds nothing here


async def poll():
    await asyncio.sleep(1)  # asynclint: ignore[blocking-sleep]  # expect
    time.sleep(1)  # asynclint: ignore[blocking-sleep, blocking-http]  # expect[hint]: `blocking-http`
    time.sleep(2)  # asynclint: ignore[no-a, blocking-sleep, no-b]  # expect x2
    # asynclint: ignore[blocking-sleep]  # expect

    await asyncio.sleep(2)
    await asyncio.sleep(3)  # noqa: E501  # asynclint: ignore[blocking-sleep] slow  # expect
    await asyncio.sleep(4)  # asynclint: ignore[]  # expect: This comment ignores nothing
    # asynclint: ignore-file[blocking-sleep]  # expect: must stand among the file's first comments
