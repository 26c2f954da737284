import time

async def whole():
    await time.sleep(1)

async def half():
    x = foo(
    y = 1

@dec

def after(a, b=:
    pass
