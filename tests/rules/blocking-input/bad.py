import getpass
import sys

import questionary
from click import prompt


async def ask():
    name = input("name: ")  # expect: `input` in coroutine `ask` stops the event loop until somebody answers
    secret = getpass.getpass()  # expect
    line = sys.stdin.readline()  # expect
    return name, secret, line, prompt("more")  # expect


async def choose():
    return questionary.text("name").ask()  # expect


async def debug():
    breakpoint()  # expect[information]


async def nested_in_expressions():
    return int(input()) + 1  # expect
