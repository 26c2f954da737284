import bcrypt


async def number(state):
    while 1:  # expect: never ends
        state.count += 1


async def unreachable(state):
    while True:  # expect: never ends
        state.count += 1
    return state


try:
    import fast
except ImportError:
    async def not_tried(state):
        while True:  # expect: never ends
            state.count += 1


class User:
    def __init__(self, password, salt):
        self.password = password
        self.salt = salt

    @property
    def hashed(self):
        return bcrypt.hashpw(self.password, self.salt)


async def reads(password, salt):
    user = User(password, salt)
    return user.hashed  # expect
