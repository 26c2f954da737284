# before: fails
#
# after:
# [1, 4, 9]
# [2, 3, 4]
# 7
# [1, 8, 27]
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


def squares(numbers):
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(lambda n: square(n), numbers))


def next_ones(numbers):
    with multiprocessing.Pool(2) as pool:
        return pool.map(lambda n: n + 1, numbers)


def one():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(lambda: 7).result()


def cubes(numbers):
    def cube(number):
        # three times
        if not number:
            return 0

        return number ** 3

    with multiprocessing.Pool(2) as pool:
        return pool.map(cube, numbers)


if __name__ == "__main__":
    print(squares([1, 2, 3]))
    print(next_ones([1, 2, 3]))
    print(one())
    print(cubes([1, 2, 3]))
