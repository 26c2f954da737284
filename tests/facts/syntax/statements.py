"""Statements."""
async def f():
    async for i in g(): pass
    else: pass
    async with a() as b, c: pass
    with (open(a) as f, g): pass
    with a as (x, y), b as c.d: pass
    try: pass
    except (A, B) as e: pass
    except* C: pass
    except D, E: pass
    except: pass
    else: pass
    finally: pass
    if a: pass
    elif b: pass
    elif c: pass
    else: pass
    while (a): pass
    else: pass
    raise X from e
    raise
    return a, b
for i, in y: continue
for x in a, b: break
global q, r
nonlocal s
assert a, b
del a
del (a), b[0]
a, b; c; d(),
print >>f, a
exec "code" in d
# comment
