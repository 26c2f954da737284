x = [await y async for a, b in c() if d if e for f in g]
{a: b for a in c}
{a for a in c}
(a for a in c)
f(x for x in y)
f((x for x in y), z)
x = a if b else (c if d else e)
a < b < c
a not in b
a is not b
not a and b or c
-a + ~b ** c // d
x[1:2, ...]
x[a, b:c] = x[:]
x[*b]
a = b = c = 0
a, b = b, a
a, *b = c
[a, (b, c)] = c
x @= y
x = (y := 1)
x: int
x: int | str = 3
lambda: (yield)
lambda x, *a, y=1, **k: x
f(a, *b, k=v, **c)(d).e.f[g]
await (a)
(yield)
yield a, b
yield from x
{"a": 1, **b}
{1, 2.5, 3j}
(1,), (), []
True, False, None, ...
