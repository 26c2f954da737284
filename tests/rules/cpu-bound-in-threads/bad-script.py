# None of these has a fix: what it would do is not the same, or would not end.
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

found = []
seen = {}


def tally(limit):
    total = sum(i % 3 for i in range(limit))
    found.append(total)


def keep(limit):
    seen[limit] = sum(i % 3 for i in range(limit))


def count(limit):
    return sum(i % 3 for i in range(limit))


def counter(limit):
    total = sum(i % 3 for i in range(limit))
    return lambda: total


def leaves_traces():
    with ThreadPoolExecutor() as pool:
        pool.map(tally, [5_000_000, 6_000_000])  # expect
        pool.map(keep, [5_000_000, 6_000_000])  # expect


def gives_no_data():
    with ThreadPoolExecutor() as pool:
        pool.map(counter, [5_000_000, 6_000_000])  # expect


def other_options(start):
    with ThreadPoolExecutor(4, thread_name_prefix="count") as pool:
        pool.map(count, [5_000_000, 6_000_000])  # expect


def goes_elsewhere(keep_pool):
    pool = ThreadPoolExecutor()
    keep_pool(pool)
    return pool.submit(count, 5_000_000)  # expect


def does_other_work(path):
    with ThreadPoolExecutor() as pool:
        pool.submit(open, path)
        return pool.submit(count, 5_000_000)  # expect


def called_on_import():
    with ThreadPoolExecutor() as pool:
        return list(pool.map(count, [5_000_000, 6_000_000]))  # expect


called_on_import()

with ThreadPoolExecutor() as workers:
    workers.submit(count, 7_000_000)  # expect
