import time
from concurrent.futures import ThreadPoolExecutor

# after:
# 1
made = []
cache = {}


def load(key):
    time.sleep(0.01)
    made.append(key)
    return key


def get(key):
    if key not in cache:
        cache[key] = load(key)
    return cache[key]


with ThreadPoolExecutor(max_workers=4) as pool:
    results = list(pool.map(get, ["a"] * 4))
print(len(made))
