import sys

for i in range(10**7):
    print(document)


async def never(state):
    while False:
        state.count += 1


async def returns(state):
    while True:
        state.count += 1
        if state.done:
            return


async def raises(state):
    while True:
        state.count += 1
        if state.done:
            raise StopAsyncIteration


async def exhausts(items):
    while True:
        next(items)


async def exits(state):
    while True:
        state.count += 1
        if state.done:
            sys.exit(1)


async def reads(items):
    for item in items:
        pass


async def selects(items):
    return [item for item in items if True], [item for item in items if item.ready]
