import os


def give_up():
    os._exit(3)  # no other work in this file
