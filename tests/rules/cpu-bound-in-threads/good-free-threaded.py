import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def count(n):
    return sum(i * i for i in range(n))


def main():
    if not sys._is_gil_enabled():
        with ThreadPoolExecutor() as pool:
            return list(pool.map(count, [10**7] * 4))
    with ProcessPoolExecutor() as processes:
        return list(processes.map(count, [10**7] * 4))
