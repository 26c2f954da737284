/* test_suppress.c - which comments suppress which findings, and the comments we write. */
#include "analysis/suppress.h"
#include "bench.h"

/* A finding of blocking-sleep on every `f()`; of the bench's rule on every `b()`. */
static void add_findings(Bench *bench)
{
    const Syntax *s = bench->analysis.syntax;
    for (Ref r = 1; r < s->count; r++) {
        if (kind_of(s, r) != N_CALL)
            continue;
        Pass pass = bench->pass;
        if (str_is(text_of(s, r), "f()"))
            pass.rule = rule_find("blocking-sleep");
        else if (!str_is(text_of(s, r), "b()"))
            continue;
        report(&pass, r, "Found");
    }
}

static void suppress(Bench *bench, bool foreign)
{
    Arena *arena = &bench->analysis.arena;
    bool *enabled = arena_alloc(arena, rule_count() + 1);
    memset(enabled, true, rule_count());
    Suppressions *all =
        suppressions_read(arena, bench->analysis.syntax, bench->doc, foreign);
    suppressions_apply(all, &bench->analysis.findings, enabled, bench->analysis.language);
}

/* The findings that are left, each as its 1-based line and the first letter of its rule:
 * b(locking-sleep), B(ench), u(nused-suppression). */
static const char *left(Bench *bench)
{
    const char *list = "";
    for (uint32_t i = 0; i < bench->analysis.findings.len; i++) {
        const Finding *finding = bench->analysis.findings.items[i];
        char letter = finding->rule == &BENCH_RULE ? 'B' : finding->rule->id[0];
        uint32_t line = document_line_of(bench->doc, finding->span.start) + 1;
        list = arena_printf(&bench->analysis.arena, "%s%s%u%c", list, *list ? " " : "",
                            line, letter);
    }
    return list;
}

typedef struct Case {
    const char *text;
    const char *left;
} Case;

static void check_cases(Language language, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Bench *bench = bench_new(language, "bench", cases[i].text);
        add_findings(bench);
        suppress(bench, true);
        Arena *arena = &bench->analysis.arena;
        assert_string_equal(arena_printf(arena, "%s%s", cases[i].text, left(bench)),
                            arena_printf(arena, "%s%s", cases[i].text, cases[i].left));
        bench_free(bench);
    }
}

static void test_python_ours(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"f()\n", "1b"},
        {"f()  # asynclint: ignore\n", ""},
        {"f()  # asynclint: ignore[blocking-sleep]\n", ""},
        {"f()  # asynclint: ignore[ blocking-sleep ,blocking-http ] why\n", "1u"},
        {"f()  # asynclint:ignore[blocking-sleep]\n", ""},
        {"f()  # type: ignore  # asynclint: ignore[blocking-sleep] why\n", ""},
        {"f()  # asynclint: ignored\n", "1b"},
        {"f()  # see asynclint: ignore[blocking-sleep]\n", ""},
        {"f()  # asynclint: ignore[blocking-http]\n", "1b 1u"},
        {"f()  # asynclint: ignore[no-such-rule]\n", "1b 1u"},
        {"f()  # asynclint: ignore[]\n", "1b 1u"},
        {"# asynclint: ignore[blocking-sleep]\nf()\n", ""},
        {"# asynclint: ignore[blocking-sleep]\n# why\nf()\n", ""},
        {"# asynclint: ignore[blocking-sleep]\n\nf()\n", "3b 1u"},
        {"# asynclint: ignore[blocking-sleep]\nf()\nf()\n", "3b"},
        {"x()  # asynclint: ignore[blocking-sleep]\nf()\n", "2b 1u"},
        {"x(  # asynclint: ignore[blocking-sleep]\n    f(),\n)\n", ""},
        {"x(\n    f(),  # asynclint: ignore[blocking-sleep]\n    f(),\n)\n", "3b"},
        {"x(\n    f(),\n)  # asynclint: ignore[blocking-sleep]\n", ""},
        {"x(\n    # asynclint: ignore[blocking-sleep]\n    f(),\n)\n", ""},
        {"# asynclint: ignore[blocking-sleep]\nx(\n    1,\n    f(),\n)\n", ""},
        {"def g():  # asynclint: ignore[blocking-sleep]\n    f()\n", "2b 1u"},
        {"for x in y(  # asynclint: ignore[blocking-sleep]\n    f()\n):\n    f()\n", "4b"},
        {"# asynclint: ignore-file[blocking-sleep]\nf()\nf()\nb()\n", "4B"},
        {"\"\"\"Doc.\"\"\"\n# asynclint: ignore-file\nf()\nb()\n", ""},
        {"x = 1\n# asynclint: ignore-file\nf()\n", "3b 2u"},
        {"# asynclint: ignore-file[blocking-sleep]\nx = 1\n", "1u"},
        {"f()  # asynclint: ignore[blocking-http, unused-suppression]\n", "1b"},
        {"s = '# asynclint: ignore'; f()\n", "1b"},
        {"f()  # asynclint: ignore[blocking-http]\nx = (\n", "1b"},
    };
    check_cases(LANG_PYTHON, CASES, COUNT(CASES));
}

static void test_python_foreign(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"b()  # noqa\n", ""},
        {"b()  # NOQA : x\n", "1B"},
        {"b()  # noqa: ASYNC251\n", ""},
        {"b()  #noqa:E501,ASYNC251\n", ""},
        {"b()  # noqa: E501 ASYNC2 why\n", ""},
        {"b()  # noqa: E501\n", "1B"},
        {"b()  # about noqa\n", "1B"},
        {"b()  # type: ignore # noqa\n", ""},
        {"# ruff: noqa: ASYNC251\nb()\n", ""},
        {"# ruff: noqa: E501\nb()\n", "2B"},
        {"# flake8: noqa\nb()\n", ""},
        {"a()  # flake8: noqa\nb()\n", "2B"},
        {"a()  # ruff: noqa\nb()\n", "2B"},
        {"b()  # pylint: disable=time-sleep\n", ""},
        {"b()  # pylint: disable=unused-import, time-sleep\n", ""},
        {"b()  # pylint: disable=unused-import\n", "1B"},
        {"# pylint: disable-next=time-sleep\nb()\nb()\n", "3B"},
        {"b()\n# pylint: disable=time-sleep\nb()\nb()\n", "1B"},
        {"def g():\n    # pylint: disable=time-sleep\n    b()\n    b()\nb()\n", "5B"},
        {"def g():  # pylint: disable=time-sleep\n    b()\nb()\n", "3B"},
        {"# pylint: skip-file\nb()\n", ""},
        {"f()  # noqa: ASYNC999\n", "1b"},
    };
    check_cases(LANG_PYTHON, CASES, COUNT(CASES));
}

static void test_js(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"f(); // asynclint: ignore[blocking-sleep]\n", ""},
        {"f(); /* asynclint: ignore[blocking-sleep] */\n", ""},
        {"/* asynclint: ignore[blocking-sleep] */ f();\n", ""},
        {"/*\n * asynclint: ignore[blocking-sleep]\n */\nf();\n", ""},
        {"// asynclint: ignore[blocking-sleep]\nx\n  .y(f());\n", ""},
        {"'use strict';\n// asynclint: ignore-file\nf();\n", ""},
        {"x = (\n  <p>\n    {/* asynclint: ignore[blocking-sleep] */}\n    {f()}\n  "
         "</p>\n);\n",
         ""},
        {"b(); // eslint-disable-line\n", ""},
        {"b(); // eslint-disable-line no-await-in-loop -- why\n", ""},
        {"b(); // eslint-disable-line no-console, no-await-in-loop\n", ""},
        {"b(); // eslint-disable-line no-console -- no-await-in-loop\n", "1B"},
        {"// eslint-disable-next-line no-await-in-loop\nb();\nb();\n", "3B"},
        {"/* eslint-disable-next-line typescript/no-floating-promises */\nb();\n", ""},
        {"b();\n/* eslint-disable no-await-in-loop */\nb();\n/* eslint-enable */\nb();\n",
         "1B 5B"},
        {"/* eslint-disable no-console, no-await-in-loop */\nb();\n"
         "/* eslint-enable no-console */\nb();\n",
         ""},
        {"// eslint-disable no-await-in-loop\nb();\n", "2B"},
        {"// oxlint-disable-next-line eslint/no-await-in-loop\nb();\n", ""},
        {"// biome-ignore lint/performance/noAwaitInLoops: why\nb();\n", ""},
        {"// biome-ignore lint/performance: why\nb();\n", ""},
        {"// biome-ignore lint/suspicious/noExplicitAny: why\nb();\n", "2B"},
        {"// biome-ignore-all lint: why\nx();\nb();\n", ""},
        {"// biome-ignore-start lint: why\nb();\n// biome-ignore-end lint: why\nb();\n",
         "4B"},
    };
    check_cases(LANG_TSX, CASES, COUNT(CASES));
}

static void test_not_foreign(void **state)
{
    (void)state;
    Bench *bench = bench_python("b()  # noqa\n");
    add_findings(bench);
    suppress(bench, false);
    assert_string_equal(left(bench), "1B");
    bench_free(bench);
}

/* What is left of the text when the comments of no use are removed. */
static void test_removal(void **state)
{
    (void)state;
    static const Case PYTHON[] = {
        {"x()  # asynclint: ignore[blocking-sleep] why\n", "x()\n"},
        {"# asynclint: ignore[blocking-sleep]\nx()\n", "x()\n"},
        {"x()  # noqa  # asynclint: ignore[blocking-sleep] why\n", "x()  # noqa\n"},
        {"f()  # asynclint: ignore[no-a, blocking-sleep]\n",
         "f()  # asynclint: ignore[blocking-sleep]\n"},
        {"f()  # asynclint: ignore[blocking-sleep, no-a]\n",
         "f()  # asynclint: ignore[blocking-sleep]\n"},
        {"f()  # asynclint: ignore[no-a, no-b]\n", "f()\n"},
        {"x()  # asynclint: ignore[]", "x()"},
        {"if x:\r\n    # asynclint: ignore[no-a]\r\n    x()\r\n", "if x:\r\n    x()\r\n"},
    };
    static const Case JS[] = {
        {"x(); // asynclint: ignore[no-a] why\n", "x();\n"},
        {"x(/* asynclint: ignore[no-a] */ 1);\n", "x( 1);\n"},
        {"x = (\n  <p>\n    {/* asynclint: ignore[no-a] */}\n    {y}\n  </p>\n);\n",
         "x = (\n  <p>\n    {y}\n  </p>\n);\n"},
    };
    for (size_t i = 0; i < COUNT(PYTHON) + COUNT(JS); i++) {
        bool js = i >= COUNT(PYTHON);
        const Case *c = js ? &JS[i - COUNT(PYTHON)] : &PYTHON[i];
        Bench *bench = bench_new(js ? LANG_TSX : LANG_PYTHON, "bench", c->text);
        add_findings(bench);
        suppress(bench, true);
        assert_string_equal(bench_fixed(bench), c->left);
        bench_free(bench);
    }
}

/* The comment that is written suppresses the finding, and the text still parses. */
static void check_edit(Language language, bool whole_file, const char *text,
                       const char *want)
{
    Bench *bench = bench_new(language, "bench", text);
    add_findings(bench);
    uint32_t before = bench->analysis.findings.len;
    assert_true(before > 0);
    Edit edit = suppression_edit(&bench->analysis, bench->analysis.findings.items[0],
                                 document_text(bench->doc), whole_file);
    document_edit(bench->doc, edit.span, edit.text, strlen(edit.text));
    assert_string_equal(document_text(bench->doc).ptr, want);
    bench_free(bench);

    bench = bench_new(language, "bench", want);
    assert_false(bench->analysis.syntax->has_error);
    add_findings(bench);
    assert_int_equal(bench->analysis.findings.len, before);
    suppress(bench, true);
    assert_int_equal(bench->analysis.findings.len, whole_file ? 0 : before - 1);
    bench_free(bench);
}

#define OURS "asynclint: ignore[blocking-sleep]"

static void test_python_edits(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"f()\n", "f()  # " OURS "\n"},
        {"f()", "f()  # " OURS},
        {"f()\r\nx()\r\n", "f()  # " OURS "\r\nx()\r\n"},
        {"f()  # why\n", "f()  # why  # " OURS "\n"},
        {"x(\n    f(),\n)\n", "x(\n    f(),  # " OURS "\n)\n"},
        {"@f()\ndef g():\n    pass\n", "@f()  # " OURS "\ndef g():\n    pass\n"},
        {"if x:\n    y = f(), \\\n        1\n",
         "if x:\n    # " OURS "\n    y = f(), \\\n        1\n"},
        {"x = f(), '''\ntext'''\n", "# " OURS "\nx = f(), '''\ntext'''\n"},
        {"if x:\n    y = f'''\n{f()}\n'''\n",
         "if x:\n    # " OURS "\n    y = f'''\n{f()}\n'''\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_edit(LANG_PYTHON, false, CASES[i].text, CASES[i].left);
}

static void test_js_edits(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"f();\n", "f(); // " OURS "\n"},
        {"f(); // why\n", "// " OURS "\nf(); // why\n"},
        {"f(); /* why */\n", "f(); /* why */ // " OURS "\n"},
        {"if (x) {\r\n\tf(); // why\r\n}\r\n",
         "if (x) {\r\n\t// " OURS "\r\n\tf(); // why\r\n}\r\n"},
        {"x = `\n${f()}\n`;\n", "// " OURS "\nx = `\n${f()}\n`;\n"},
        {"x = (\n  <p>\n    {f()}\n  </p>\n);\n",
         "x = (\n  <p>\n    {/* " OURS " */}\n    {f()}\n  </p>\n);\n"},
        {"x = <p>{f()}</p>;\n", "x = <p>{f()}</p>; // " OURS "\n"},
        {"x = <p>{f()}\n</p>;\n", "// " OURS "\nx = <p>{f()}\n</p>;\n"},
        {"x = (\n  <p\n    a={f()}\n    b\n  >\n  </p>\n);\n",
         "x = (\n  <p\n    a={f()} // " OURS "\n    b\n  >\n  </p>\n);\n"},
        {"x = `\n${y(() => { f(); })}\n`;\n",
         "x = `\n${y(() => { /* " OURS " */ f(); })}\n`;\n"},
        {"f().b<{\n  a: 1\n}>(2);\n", "// " OURS "\nf().b<{\n  a: 1\n}>(2);\n"},
        {"f(); /* a\n */\n", "// " OURS "\nf(); /* a\n */\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_edit(LANG_TSX, false, CASES[i].text, CASES[i].left);
}

static void test_file_edits(void **state)
{
    (void)state;
    static const char FILE_WIDE[] = "asynclint: ignore-file[blocking-sleep]";
    static const Case PYTHON[] = {
        {"f()\nf()\n", "# %s\nf()\nf()\n"},
        {"#!/usr/bin/python\r\nf()\r\n", "#!/usr/bin/python\r\n# %s\r\nf()\r\n"},
        {"#!/usr/bin/python\n# coding: utf-8\nf()\n",
         "#!/usr/bin/python\n# coding: utf-8\n# %s\nf()\n"},
        {"\xef\xbb\xbf"
         "f()\n",
         "\xef\xbb\xbf# %s\nf()\n"},
    };
    static const Case JS[] = {
        {"'use strict';\nf();\n", "// %s\n'use strict';\nf();\n"},
        {"#!/usr/bin/env node\nf();\n", "#!/usr/bin/env node\n// %s\nf();\n"},
    };
    for (size_t i = 0; i < COUNT(PYTHON) + COUNT(JS); i++) {
        bool js = i >= COUNT(PYTHON);
        const Case *c = js ? &JS[i - COUNT(PYTHON)] : &PYTHON[i];
        const char *mark = strstr(c->left, "%s");
        Arena arena;
        arena_init(&arena);
        check_edit(js ? LANG_JAVASCRIPT : LANG_PYTHON, true, c->text,
                   arena_printf(&arena, "%.*s%s%s", (int)(mark - c->left), c->left,
                                FILE_WIDE, mark + 2));
        arena_release(&arena);
    }
}

/* A comment of ours that is there takes one more rule. */
static void test_extending(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"f()  # asynclint: ignore[blocking-http] why\n",
         "f()  # asynclint: ignore[blocking-http, blocking-sleep] why\n"},
        {"# asynclint: ignore[blocking-http]\nf()\n",
         "# asynclint: ignore[blocking-http, blocking-sleep]\nf()\n"},
        {"f()  # asynclint: ignore[]\n", "f()  # asynclint: ignore[blocking-sleep]\n"},
        {"x()  # asynclint: ignore[blocking-http]\nf()\n",
         "x()  # asynclint: ignore[blocking-http]\nf()  # " OURS "\n"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        Bench *bench = bench_python(CASES[i].text);
        add_findings(bench);
        Edit edit = suppression_edit(&bench->analysis, bench->analysis.findings.items[0],
                                     document_text(bench->doc), false);
        document_edit(bench->doc, edit.span, edit.text, strlen(edit.text));
        assert_string_equal(document_text(bench->doc).ptr, CASES[i].left);
        bench_free(bench);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_python_ours), cmocka_unit_test(test_python_foreign),
        cmocka_unit_test(test_js),          cmocka_unit_test(test_not_foreign),
        cmocka_unit_test(test_removal),     cmocka_unit_test(test_python_edits),
        cmocka_unit_test(test_js_edits),    cmocka_unit_test(test_file_edits),
        cmocka_unit_test(test_extending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
