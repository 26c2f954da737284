type(x).y = z
type (x).y[0] = w
type(x).y += 1
type(x).y()
type = match = case = 1
match(x).y = 1
match[x] = 1
print(a), b
exec(a).b
