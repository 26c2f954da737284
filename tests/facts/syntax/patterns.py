match x:
    case A(b, c=d) as e if z:
        f()
    case [a, *b] | {"k": v, m.n: 1, **r}: pass
    case (1 | 2, -3, 1+2j) | "s" | None | True: pass
    case a.b.C(x=1) | str(): pass
    case [*_], (): pass
    case other: pass
    case _:
        a
        b
match a, b:
    case c, d: pass
