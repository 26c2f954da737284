/* test_lines.c - lines before and after a statement, in the file's own style. */
#include "bench.h"

/* Puts "put()" and a second line before or after the statement that `mark` names. */
static void check_line(Language language, bool before, const char *text, const char *mark,
                       const char *want)
{
    Bench *bench = bench_new(language, "bench", text);
    Ref node = bench_node(bench, mark);
    Ref statement = statement_of(bench->analysis.syntax, node);
    Fix *fix = bench_fix(bench, node);
    if (before)
        fix_line_before(&bench->pass, fix, statement, "%s", "put()");
    else
        fix_line_after(&bench->pass, fix, statement, "%s", "put()");
    assert_string_equal(bench_fixed(bench), want);
    bench_free(bench);
}

static void test_python_before(void **state)
{
    (void)state;
    static const char *const CASES[][3] = {
        {"f()\n", "f()", "put()\nf()\n"},
        {"def g():\n    f()\n", "f()", "def g():\n    put()\n    f()\n"},
        {"def g():\r\n\tf()\r\n", "f()", "def g():\r\n\tput()\r\n\tf()\r\n"},
        {"\xef\xbb\xbf"
         "f()\n",
         "f()", "\xef\xbb\xbfput()\nf()\n"},
        {"if x: f()\n", "f()", "if x:\n    put()\n    f()\n"},
        {"if x:\n  y()\n  if z: f(); g()\n", "f()",
         "if x:\n  y()\n  if z:\n    put()\n    f(); g()\n"},
        {"a(); f()\n", "f()", "a(); put(); f()\n"},
        {"@d\ndef g(): pass\n", "g", "put()\n@d\ndef g(): pass\n"},
        {"x = [\n    f(),\n]\n", "f()", "put()\nx = [\n    f(),\n]\n"},
        {"if x:\n    y\nelif f():\n    z\n", "f()", "if x:\n    y\nelif f():\n    z\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_line(LANG_PYTHON, true, CASES[i][0], CASES[i][1], CASES[i][2]);
}

static void test_python_after(void **state)
{
    (void)state;
    static const char *const CASES[][3] = {
        {"f()\n", "f()", "f()\nput()\n"},
        {"f()", "f()", "f()\nput()"},
        {"def g():\n    f()  # why\n    h()\n", "f()",
         "def g():\n    f()  # why\n    put()\n    h()\n"},
        {"f(); g()\n", "f()", "f(); put(); g()\n"},
        {"if x: f()\n", "f()", "if x: f(); put()\n"},
        {"x = [\n    f(),\n]\n", "f()", "x = [\n    f(),\n]\nput()\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_line(LANG_PYTHON, false, CASES[i][0], CASES[i][1], CASES[i][2]);
}

static void test_js_before(void **state)
{
    (void)state;
    static const char *const CASES[][3] = {
        {"f();\n", "f()", "put()\nf();\n"},
        {"if (x) f();\n", "f()", "if (x) { put(); f(); }\n"},
        {"if (x) y(); else f();\n", "f()", "if (x) y(); else { put(); f(); }\n"},
        {"a(); f();\n", "f()", "a(); put(); f();\n"},
        {"export const x = f();\n", "f()", "put()\nexport const x = f();\n"},
        {"switch (x) {\n  case 1:\n    f();\n}\n", "f()",
         "switch (x) {\n  case 1:\n    put()\n    f();\n}\n"},
        {"g(() => { f(); });\n", "f()", "g(() => { put(); f(); });\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_line(LANG_JAVASCRIPT, true, CASES[i][0], CASES[i][1], CASES[i][2]);
}

static void test_js_after(void **state)
{
    (void)state;
    static const char *const CASES[][3] = {
        {"f();\n", "f()", "f();\nput()\n"},
        {"f(); // why\n", "f()", "f(); // why\nput()\n"},
        {"for (;;) f();\n", "f()", "for (;;) { f(); put(); }\n"},
        {"for (;;) f()\n", "f()", "for (;;) { f(); put(); }\n"},
        {"f(); g();\n", "f()", "f(); put(); g();\n"},
        {"g(() => { f() });\n", "f()", "g(() => { f(); put(); });\n"},
        {"class A { x = f(); }\n", "f()", "class A { x = f(); }\n"},
        {"if (x) {\n  f()\n}\n", "f()", "if (x) {\n  f()\n  put()\n}\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_line(LANG_JAVASCRIPT, false, CASES[i][0], CASES[i][1], CASES[i][2]);
}

/* A line goes before an `await` at the same byte, whichever was asked for first. */
static void test_line_and_await(void **state)
{
    (void)state;
    Bench *bench = bench_python("f()\n");
    Ref node = bench_node(bench, "f()");
    Fix *fix = bench_fix(bench, node);
    fix_await(&bench->pass, fix, node);
    fix_line_before(&bench->pass, fix, statement_of(bench->analysis.syntax, node),
                    "a()\nb()");
    fix_line_before(&bench->pass, fix, statement_of(bench->analysis.syntax, node), "c()");
    assert_string_equal(bench_fixed(bench), "a()\nb()\nc()\nawait f()\n");
    bench_free(bench);
}

static void test_habits(void **state)
{
    (void)state;
    Bench *bench = bench_js("if (a) {\r\n\tb('x')\r\n}\r\n");
    assert_string_equal(line_ending(&bench->pass), "\r\n");
    assert_string_equal(indent_unit(&bench->pass), "\t");
    assert_false(uses_semicolons(&bench->pass));
    assert_int_equal(quote_char(&bench->pass), '\'');
    assert_string_equal(indentation(&bench->pass, bench_node(bench, "b('x')")), "\t");
    bench_free(bench);

    bench = bench_js("import a from \"a\";\n");
    assert_true(uses_semicolons(&bench->pass));
    assert_int_equal(quote_char(&bench->pass), '"');
    assert_string_equal(indent_unit(&bench->pass), "  ");
    bench_free(bench);
}

static void test_fresh_names(void **state)
{
    (void)state;
    Bench *bench = bench_python("def g(results):\n    f()\n    h()\ndef k():\n    m()\n");
    Pass *p = &bench->pass;
    Ref f = bench_node(bench, "f()"), h = bench_node(bench, "h()");
    assert_string_equal(fresh_name(p, f, "tasks"), "tasks");
    assert_string_equal(fresh_name(p, f, "tasks"), "tasks");
    assert_string_equal(fresh_name(p, h, "tasks"), "tasks_2");
    assert_string_equal(fresh_name(p, bench_node(bench, "m()"), "tasks"), "tasks");
    assert_string_equal(fresh_name(p, f, "results"), "results_2");
    bench_free(bench);

    bench = bench_js("const results = f();\n");
    assert_string_equal(fresh_name(&bench->pass, bench_node(bench, "f()"), "results"),
                        "results2");
    bench_free(bench);
}

static void test_comments(void **state)
{
    (void)state;
    Bench *bench = bench_python("f(\n    1,  # one\n)\ng()  # two\n");
    assert_true(has_comment(&bench->pass, bench_node(bench, "f(\n    1,  # one\n)")));
    assert_false(has_comment(&bench->pass, bench_node(bench, "g()")));
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_python_before),  cmocka_unit_test(test_python_after),
        cmocka_unit_test(test_js_before),      cmocka_unit_test(test_js_after),
        cmocka_unit_test(test_line_and_await), cmocka_unit_test(test_habits),
        cmocka_unit_test(test_fresh_names),    cmocka_unit_test(test_comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
