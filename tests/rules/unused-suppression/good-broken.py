"""While the file does not parse, nobody knows what a comment is for."""


async def poll():
    return 1  # asynclint: ignore[blocking-sleep]


def half(
