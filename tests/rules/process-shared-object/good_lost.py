import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import settings

manager = multiprocessing.Manager()
table = manager.dict()
rows = manager.list()
names = settings.names
things = make()
early = []
prepared = []
looked_up = []

print(early)


def prepare():
    print(prepared)


def work(number):
    table[number] = 1
    rows.append(number)
    names.append(number)
    things.append(number)
    early.append(number)
    prepared.append(number)
    looked_up.index(number)
    return looked_up.append(number)


with ProcessPoolExecutor(initializer=prepare) as pool:
    pool.map(work, [1, 2])
print(table, rows, names, things, looked_up)
