from concurrent.futures import ThreadPoolExecutor

import numpy as np


def rows(a, b, n):
    for i in range(n):
        for j in range(n):
            for k in range(n):
                a[i] += b[j] * k


def main(n):
    with ThreadPoolExecutor() as pool:
        pool.submit(rows, np.zeros(n), np.ones(n), n)
