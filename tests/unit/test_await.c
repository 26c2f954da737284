/* test_await.c - where `await` goes, with which parentheses, and where it may not stand. */
#include "bench.h"

/* Awaits the first `f(…)` or the marked expression of one line in an async function. */
static void check_await(Language language, const char *line, const char *expr,
                        const char *want)
{
    bool js = language_is_js(language);
    Arena arena;
    arena_init(&arena);
    const char *head = js ? "async function g() {\n" : "async def g():\n    ";
    const char *tail = js ? "\n}\n" : "\n";
    Bench *bench = bench_new(language, js ? "bench.ts" : "bench.py",
                             arena_printf(&arena, "%s%s%s", head, line, tail));
    Ref node = bench_node(bench, expr);
    fix_await(&bench->pass, bench_fix(bench, node), node);
    assert_string_equal(bench_fixed(bench),
                        arena_printf(&arena, "%s%s%s", head, want, tail));
    bench_free(bench);
    arena_release(&arena);
}

static void test_python_await(void **state)
{
    (void)state;
    static const char *const CASES[][3] = {
        {"f()", "f()", "await f()"},
        {"x = f()", "f()", "x = await f()"},
        {"x = f().y", "f()", "x = (await f()).y"},
        {"x = (f()).y", "f()", "x = (await f()).y"},
        {"x = ( f() ).y", "f()", "x = ( await f() ).y"},
        {"x = f()[0]", "f()", "x = (await f())[0]"},
        {"x = a[f()]", "f()", "x = a[await f()]"},
        {"x = f()()", "f()", "x = (await f())()"},
        {"x = -f()", "f()", "x = -await f()"},
        {"x = not f()", "f()", "x = not await f()"},
        {"x = f() ** 2", "f()", "x = await f() ** 2"},
        {"x = f\"{f()}\"", "f()", "x = f\"{await f()}\""},
        {"x = a or b", "a or b", "x = await (a or b)"},
        {"x = (a or b)", "a or b", "x = await (a or b)"},
        {"x = (a or b).c", "a or b", "x = (await (a or b)).c"},
        {"x = ((a or b)).c", "a or b", "x = (await (a or b)).c"},
        {"x = await f()", "f()", "x = await (await f())"},
        {"return[f()]", "[f()]", "return await [f()]"},
        {"x = [f() for y in z]", "f()", "x = [await f() for y in z]"},
        {"g(f(), 1)", "f()", "g(await f(), 1)"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_await(LANG_PYTHON, CASES[i][0], CASES[i][1], CASES[i][2]);
}

static void test_js_await(void **state)
{
    (void)state;
    static const char *const CASES[][3] = {
        {"f();", "f()", "await f();"},
        {"x = f().y;", "f()", "x = (await f()).y;"},
        {"x = f()?.y;", "f()", "x = (await f())?.y;"},
        {"x = f()!.y;", "f()", "x = (await f())!.y;"},
        {"x = (f() as T).y;", "f()", "x = (await f() as T).y;"},
        {"x = f()();", "f()", "x = (await f())();"},
        {"x = new (f())();", "f()", "x = new (await f())();"},
        {"x = f()`a`;", "f()", "x = (await f())`a`;"},
        {"x = f() ** 2;", "f()", "x = (await f()) ** 2;"},
        {"x = 2 ** f();", "f()", "x = 2 ** await f();"},
        {"x = f() + 1;", "f()", "x = await f() + 1;"},
        {"x = !f();", "f()", "x = !await f();"},
        {"x = await f();", "f()", "x = await await f();"},
        {"x = `${f()}`;", "f()", "x = `${await f()}`;"},
        {"x = async () => f();", "f()", "x = async () => await f();"},
        {"x = a || b;", "a || b", "x = await (a || b);"},
        {"x = (a, b);", "a, b", "x = await (a, b);"},
        {"x = (a ? b : c).d;", "a ? b : c", "x = (await (a ? b : c)).d;"},
        {"class A extends f() {}", "f()", "class A extends (await f()) {}"},
        {"return(f());", "f()", "return(await f());"},
        {"h()\nf().y", "f()", "h()\n;(await f()).y"},
        {"h();\nf().y", "f()", "h();\n(await f()).y"},
        {"if (a) { h() }\nf().y", "f()", "if (a) { h() }\n(await f()).y"},
        {"const o = {}\nf().y", "f()", "const o = {}\n;(await f()).y"},
        {"h()\nf()", "f()", "h()\nawait f()"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_await(LANG_TYPESCRIPT, CASES[i][0], CASES[i][1], CASES[i][2]);
}

static void test_replacing(void **state)
{
    (void)state;
    Bench *bench = bench_python("async def g():\n    x = get(u).text\n");
    Ref node = bench_node(bench, "get(u)");
    fix_replace_awaited(&bench->pass, bench_fix(bench, node), node, "await %s", "h(u)");
    assert_string_equal(bench_fixed(bench), "async def g():\n    x = (await h(u)).text\n");
    bench_free(bench);

    bench = bench_python("async def g():\n    x = (get(u)).text\n");
    node = bench_node(bench, "get(u)");
    fix_replace_awaited(&bench->pass, bench_fix(bench, node), node, "await h(u)");
    assert_string_equal(bench_fixed(bench), "async def g():\n    x = (await h(u)).text\n");
    bench_free(bench);

    bench = bench_js("async function g() {\n  a()\n  get(u).text\n}\n");
    node = bench_node(bench, "get(u)");
    fix_replace_awaited(&bench->pass, bench_fix(bench, node), node, "await h(u)");
    assert_string_equal(bench_fixed(bench),
                        "async function g() {\n  a()\n  ;(await h(u)).text\n}\n");
    bench_free(bench);
}

static const char *problem(Bench *bench)
{
    return await_problem(&bench->pass, bench_node(bench, "f()"));
}

static void check_problems(Language language, const char *path,
                           const char *const (*cases)[2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Bench *bench = bench_new(language, path, cases[i][0]);
        const char *found = problem(bench), *want = cases[i][1];
        Arena *arena = &bench->analysis.arena;
        assert_string_equal(
            arena_printf(arena, "%s%s", cases[i][0], found ? found : "legal"),
            arena_printf(arena, "%s%s", cases[i][0], want ? want : "legal"));
        bench_free(bench);
    }
}

static void test_python_legality(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"async def g():\n    f()\n", NULL},
        {"async def g():\n    x = [f() for y in z]\n", NULL},
        {"async def g():\n    x = f\"{f()}\"\n", NULL},
        {"async def g():\n    def h(a=f()): pass\n", NULL},
        {"async def g():\n    @f()\n    def h(): pass\n", NULL},
        {"async def g():\n    class A(f()): pass\n", NULL},
        {"async def g():\n    x = (y for y in f())\n", NULL},
        {"async def g():\n    x = (f() for y in z)\n",
         "it would make the generator expression asynchronous"},
        {"async def g():\n    x = (y for y in z for w in f())\n",
         "it would make the generator expression asynchronous"},
        {"async def g():\n    x = lambda: f()\n", "a lambda cannot be async"},
        {"async def g():\n    def h(): f()\n", "the function is not async"},
        {"async def g():\n    def h(a: f()): pass\n", "an annotation cannot await"},
        {"async def g():\n    class A:\n        f()\n", "a class body cannot await"},
        {"async def g():\n    class A:\n        def m(self, a=f()): pass\n",
         "a class body cannot await"},
        {"def g():\n    f()\n", "the function is not async"},
        {"f()\n", "top-level code cannot await"},
        {"import threading\nL = threading.Lock()\nasync def g():\n    with L:\n        "
         "f()\n",
         "a threading lock is held here, and would be held over the await"},
        {"import asyncio\nL = asyncio.Lock()\nasync def g():\n    async with L:\n        "
         "f()\n",
         NULL},
    };
    check_problems(LANG_PYTHON, "bench.py", CASES, COUNT(CASES));
}

static void test_js_legality(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"async function g() { f(); }", NULL},
        {"const g = async () => f();", NULL},
        {"export async function g() { h(() => f()); }", "the callback is not async"},
        {"function g() { f(); }", "the function is not async"},
        {"async function g(a = f()) {}", "a default value cannot await"},
        {"async function g() { class A { p = f(); } }", "a class field cannot await"},
        {"async function g() { class A { static { f(); } } }", "a class body cannot await"},
        {"class A { constructor() { f(); } }", "a constructor cannot be async"},
        {"class A { get x() { return f(); } }", "a getter cannot be async"},
        {"class A { set x(v) { f(); } }", "a setter cannot be async"},
        {"import a from 'a'; f();", NULL},
        {"const a = require('a'); f();", "only an ES module can await at its top level"},
    };
    check_problems(LANG_JAVASCRIPT, "bench.js", CASES, COUNT(CASES));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_python_await), cmocka_unit_test(test_js_await),
        cmocka_unit_test(test_replacing),    cmocka_unit_test(test_python_legality),
        cmocka_unit_test(test_js_legality),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
