import os
from concurrent.futures import ThreadPoolExecutor


def run(jobs):
    pool = ThreadPoolExecutor()
    for job in jobs:
        pool.submit(job)
    os._exit(0)  # expect: threads are cut off
