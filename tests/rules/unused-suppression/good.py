"""Comments of ours that are of use, and words that only look like them."""
# asynclint: ignore-file[blocking-http] every request here goes to localhost

import time

import requests

NOTE = "# asynclint: ignore[blocking-sleep]"


async def poll():
    time.sleep(1)  # asynclint: ignore[blocking-sleep]
    # asynclint: ignore[blocking-sleep] also from the line above
    time.sleep(2)
    time.sleep(3)  # asynclint: ignore
    time.sleep(  # asynclint: ignore[blocking-sleep] on the first line of the statement
        4
    )
    time.sleep(
        5
    )  # asynclint: ignore[blocking-sleep] on the last one
    requests.get("http://localhost")
    # asynclint: ignore[floating-promise] a rule that does not speak this language


def drain():  # asynclint: ignored by design
    return 1  # asynclint: ignore[blocking-http, unused-suppression] kept on purpose
