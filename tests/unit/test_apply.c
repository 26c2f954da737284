/* test_apply.c - which fixes one round takes, and what comes of them. */
#include "bench.h"

static const char TEXT[] = "a = f(g(1))\nb = h(2)\n";

static Fix *add_fix(Bench *bench, const char *node, Safety safety)
{
    Finding *finding = report(&bench->pass, bench_node(bench, node), "Found");
    return offer(&bench->pass, finding, safety, "Mend");
}

static void replace(Bench *bench, Fix *fix, const char *node, const char *text)
{
    fix_replace(&bench->pass, fix, span_of(bench->analysis.syntax, bench_node(bench, node)),
                "%s", text);
}

static void test_apart(void **state)
{
    (void)state;
    Bench *bench = bench_python(TEXT);
    replace(bench, add_fix(bench, "h(2)", SAFE), "h(2)", "y");
    replace(bench, add_fix(bench, "g(1)", SAFE), "g(1)", "x");
    assert_string_equal(bench_fixed(bench), "a = f(x)\nb = y\n");
    bench_free(bench);
}

/* The second is left for the next round, also when only its outermost edits are around. */
static void test_overlap(void **state)
{
    (void)state;
    Bench *bench = bench_python(TEXT);
    replace(bench, add_fix(bench, "f(g(1))", SAFE), "f(g(1))", "x");
    replace(bench, add_fix(bench, "g(1)", SAFE), "g(1)", "y");
    assert_string_equal(bench_fixed(bench), "a = x\nb = h(2)\n");
    bench_free(bench);

    bench = bench_python(TEXT);
    Fix *around = add_fix(bench, "f(g(1))", SAFE);
    fix_insert(&bench->pass, around, 4, "(");
    fix_insert(&bench->pass, around, 11, ")");
    replace(bench, add_fix(bench, "g(1)", SAFE), "g(1)", "y");
    assert_string_equal(bench_fixed(bench), "a = (f(g(1)))\nb = h(2)\n");
    bench_free(bench);

    bench = bench_python(TEXT);
    fix_insert(&bench->pass, add_fix(bench, "g(1)", SAFE), 6, "x, ");
    fix_insert(&bench->pass, add_fix(bench, "g(1)", SAFE), 6, "y, ");
    assert_string_equal(bench_fixed(bench), "a = f(x, g(1))\nb = h(2)\n");
    bench_free(bench);
}

/* Insertions at one byte stand as they were asked for, before what replaces the rest. */
static void test_order(void **state)
{
    (void)state;
    Bench *bench = bench_python(TEXT);
    Fix *fix = add_fix(bench, "g(1)", SAFE);
    replace(bench, fix, "g(1)", "z");
    fix_insert(&bench->pass, fix, 6, "x, ");
    fix_insert(&bench->pass, fix, 6, "y, ");
    fix_insert(&bench->pass, fix, 10, ", w");
    assert_string_equal(bench_fixed(bench), "a = f(x, y, z, w)\nb = h(2)\n");
    bench_free(bench);
}

/* A fix whose own edits overlap is a mistake of its rule, and is not offered. */
static void test_unsound(void **state)
{
    (void)state;
    Bench *bench = bench_python(TEXT);
    Fix *fix = add_fix(bench, "f(g(1))", SAFE);
    replace(bench, fix, "f(g(1))", "x");
    replace(bench, fix, "g(1)", "y");
    add_fix(bench, "h(2)", SAFE);
    assert_string_equal(bench_fixed(bench), TEXT);
    assert_int_equal(bench->analysis.findings.items[0]->fixes.len, 0);
    assert_int_equal(bench->analysis.findings.items[1]->fixes.len, 0);
    bench_free(bench);
}

static uint32_t apply(Bench *bench, ApplyOptions options, const char *want)
{
    Str text = document_text(bench->doc);
    Buffer out;
    buffer_init(&out);
    FindingList taken = {0};
    uint32_t count = fixes_apply(&bench->analysis, text, options, &out, &taken);
    assert_string_equal(out.data, want);
    assert_int_equal(count, taken.len);
    buffer_release(&out);
    return count;
}

/* What would parse worse is not kept: all at once, or else those that do no harm. */
static void test_worse(void **state)
{
    (void)state;
    Bench *bench = bench_python(TEXT);
    replace(bench, add_fix(bench, "g(1)", SAFE), "g(1)", "((");
    assert_string_equal(bench_fixed(bench), TEXT);
    bench_free(bench);

    bench = bench_python(TEXT);
    replace(bench, add_fix(bench, "g(1)", SAFE), "g(1)", "((");
    replace(bench, add_fix(bench, "h(2)", SAFE), "h(2)", "y");
    assert_string_equal(bench_fixed(bench), "a = f(g(1))\nb = y\n");
    bench_free(bench);

    bench = bench_python("a = f(1)\nb = g(2)\nc = h(3)\nd = i(4)\n");
    replace(bench, add_fix(bench, "f(1)", SAFE), "f(1)", "w");
    replace(bench, add_fix(bench, "g(2)", SAFE), "g(2)", "((");
    replace(bench, add_fix(bench, "h(3)", SAFE), "h(3)", "y");
    replace(bench, add_fix(bench, "i(4)", SAFE), "i(4)", "z");
    assert_string_equal(bench_fixed(bench), "a = w\nb = g(2)\nc = y\nd = z\n");
    bench_free(bench);

    bench = bench_python("a = g(1)\nb = (\n"); /* broken before: it may stay so */
    replace(bench, add_fix(bench, "g(1)", SAFE), "g(1)", "y");
    assert_string_equal(bench_fixed(bench), "a = y\nb = (\n");
    bench_free(bench);
}

static void test_choice(void **state)
{
    (void)state;
    Bench *bench = bench_python("f()\n");
    Finding *finding = report(&bench->pass, bench_node(bench, "f()"), "Found");
    Fix *safe = offer(&bench->pass, finding, SAFE, "Safely");
    Fix *unsafe = offer(&bench->pass, finding, UNSAFE, "Boldly");
    Fix *disabled = offer(&bench->pass, finding, SAFE, "Not here");
    replace(bench, safe, "f()", "safe");
    replace(bench, unsafe, "f()", "unsafe");
    fix_disable(disabled, "it cannot be done");
    replace(bench, disabled, "f()", "disabled");
    assert_int_equal(disabled->edits.len, 0);

    ApplyOptions careful = {.min_severity = SEVERITY_HINT};
    ApplyOptions bold = {.unsafe = true, .min_severity = SEVERITY_HINT};
    apply(bench, bold, "safe\n");
    fix_prefer(finding, unsafe);
    assert_ptr_equal(finding->fixes.items[0], unsafe);
    assert_false(safe->preferred);
    apply(bench, bold, "unsafe\n");
    apply(bench, careful, "safe\n");
    ApplyOptions severe = {.min_severity = SEVERITY_ERROR};
    assert_int_equal(apply(bench, severe, "f()\n"), 0);
    ApplyOptions other = {.min_severity = SEVERITY_HINT, .only = rules[0]};
    assert_int_equal(apply(bench, other, "f()\n"), 0);
    bench_free(bench);
}

static void check_rounds(const char *text, const char *want, uint32_t count)
{
    Buffer out;
    buffer_init(&out);
    Config *config = config_new();
    ApplyOptions options = {.min_severity = SEVERITY_HINT};
    uint32_t found = fix_text(LANG_PYTHON, "bench.py", config, str(text), options, &out);
    assert_string_equal(out.data, want);
    assert_int_equal(found, count);
    config_free(config);
    buffer_release(&out);
}

/* With the comments that the program itself removes: no rule of the world is needed. */
static void test_rounds(void **state)
{
    (void)state;
    bench_free(bench_python(""));
    check_rounds("", "", 0);
    check_rounds("x = 1\n", "x = 1\n", 0);
    check_rounds("x = 1  # asynclint: ignore[no-a]\ny = 2  # asynclint: ignore[no-b]\n",
                 "x = 1\ny = 2\n", 2);
    /* Comments on lines that touch are taken one a round. */
    check_rounds("# asynclint: ignore[no-a]\n# asynclint: ignore[no-b]\nx = 1\n", "x = 1\n",
                 2);
    char many[15 * 26 + 1] = "", *end = many;
    for (int i = 0; i < 15; i++)
        end = stpcpy(end, "# asynclint: ignore[no-a]\n");
    check_rounds(many, "", 15);
    check_rounds("x = (  # asynclint: ignore[no-a]\n", "x = (  # asynclint: ignore[no-a]\n",
                 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_apart),  cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_order),  cmocka_unit_test(test_unsound),
        cmocka_unit_test(test_choice), cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_worse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
