@a
# between
@b.c(1)
async def f[T](a, /, b: int, c=1, d: str = "x", *args: int, e, g: "X" = 2, **kw) -> List[int]:
    def h(*, a): ...
    def i((a, b), c): pass

@dataclass
class A(B, c.D[E], metaclass=M):
    x: int = 1

    @property
    async def m(self): return self.x

class C[T]: pass
def g() -> Dict[str, "X | None"] | None: pass
type Alias = list[int]
type Generic[T] = x.y[T]
def h(a: x.y, b: list[int].c, *c: *Ts): pass
