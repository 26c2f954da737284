"""What holds a syntax error gives no fact; what stands around it does."""
import time


async def before():
    time.sleep(1)
    time.sleep(2 +)
    x = [time.sleep(3), 4 5]
    time.sleep(6)


async def after():
    time.sleep(7)
