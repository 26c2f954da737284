/* test_run.c - the registry, and what configuration makes of what the rules say. */
#include "bench.h"

static Analysis *analyse(const char *path, const char *text, Config *config)
{
    static bool ready;
    if (!ready)
        bench_free(bench_python(""));
    ready = true;
    Document *doc = document_new(grammar_ts(LANG_PYTHON), text, strlen(text));
    Analysis *analysis = analysis_new(doc, LANG_PYTHON, path, config);
    document_free(doc); /* nothing of the analysis may point into it */
    return analysis;
}

static const char SLEEPER[] = "import time\n\n\nasync def f():\n    time.sleep(1)\n";

static Severity severity_in(const char *path, Config *config)
{
    Analysis *analysis = analyse(path, SLEEPER, config);
    Severity found = SEVERITY_OFF;
    if (analysis->findings.len) {
        assert_int_equal(analysis->findings.len, 1);
        assert_string_equal(analysis->findings.items[0]->rule->id, "blocking-sleep");
        found = analysis->findings.items[0]->severity;
    }
    analysis_free(analysis);
    return found;
}

static void test_registry(void **state)
{
    (void)state;
    assert_true(rule_count() > 0);
    assert_null(rules[rule_count()]);
    for (uint32_t i = 0; i < rule_count(); i++) {
        assert_true(i == 0 || strcmp(rules[i - 1]->id, rules[i]->id) < 0);
        assert_ptr_equal(rule_find(rules[i]->id), rules[i]);
        assert_int_equal(rule_index(rules[i]), i);
    }
    assert_null(rule_find("no-such-rule"));
    assert_null(rule_find(""));
    const Rule *rule = rule_find("floating-promise");
    assert_false(rule_speaks(rule, LANG_PYTHON));
    assert_true(rule_speaks(rule, LANG_JAVASCRIPT));
    assert_true(rule_speaks(rule, LANG_TSX));
    assert_false(rule_speaks(rule, LANG_NONE));
    assert_false(rule_speaks(rule, LANG_TOML));
}

static void test_levels(void **state)
{
    (void)state;
    Config *config = config_new();
    int8_t *level = &config->levels[rule_index(rule_find("blocking-sleep"))];
    assert_int_equal(severity_in("app.py", config), SEVERITY_WARNING);
    assert_int_equal(severity_in("tests/test_app.py", config), SEVERITY_INFORMATION);
    *level = SEVERITY_ERROR;
    assert_int_equal(severity_in("app.py", config), SEVERITY_ERROR);
    assert_int_equal(severity_in("tests/test_app.py", config), SEVERITY_WARNING);
    *level = SEVERITY_HINT;
    assert_int_equal(severity_in("tests/test_app.py", config), SEVERITY_HINT);
    *level = SEVERITY_OFF;
    assert_int_equal(severity_in("app.py", config), SEVERITY_OFF);
    config_free(config);
}

/* What an override says of the tests is meant for the tests. */
static void test_override(void **state)
{
    (void)state;
    static const char JSON[] = "{\"overrides\": [{\"files\": [\"**/test_*.py\"], "
                               "\"rules\": {\"blocking-sleep\": \"error\"}}]}";
    Config *config = config_new();
    assert_true(config_read_json(config, "/p/asynclint.json", JSON, strlen(JSON)));
    assert_int_equal(severity_in("/p/test_app.py", config), SEVERITY_ERROR);
    assert_int_equal(severity_in("/p/app.py", config), SEVERITY_WARNING);
    config_free(config);
}

static void test_order(void **state)
{
    (void)state;
    static const char TEXT[] =
        "import time\nasync def f():\n    time.sleep(time.sleep(1))\n"
        "    x = 1  # asynclint: ignore[no-such-rule]\n"
        "    time.sleep(2)\n";
    Config *config = config_new();
    Analysis *analysis = analyse("app.py", TEXT, config);
    assert_int_equal(analysis->findings.len, 4);
    for (uint32_t i = 1; i < analysis->findings.len; i++) {
        Finding **at = &analysis->findings.items[i];
        assert_true(at[-1]->span.start < at[0]->span.start);
    }
    assert_string_equal(analysis->findings.items[2]->rule->id, "unused-suppression");
    analysis_free(analysis);
    config_free(config);
}

static void test_no_language(void **state)
{
    (void)state;
    bench_free(bench_python(""));
    Config *config = config_new();
    Document *doc = document_new(NULL, "time.sleep(1)", 13);
    Analysis *analysis = analysis_new(doc, LANG_NONE, "notes.txt", config);
    assert_int_equal(analysis->findings.len, 0);
    analysis_free(analysis);
    document_free(doc);
    config_free(config);
}

/* The page of a rule has its parts in one order, whichever rule it is. */
static void test_explain(void **state)
{
    (void)state;
    static const char *const PARTS[] = {"### Why\n",   "Bad:\n",
                                        "Good:\n",     "### What it leaves alone\n",
                                        "### Fixes\n", "### To ignore it\n"};
    Arena arena;
    arena_init(&arena);
    for (uint32_t i = 0; i < rule_count(); i++) {
        Buffer out;
        buffer_init(&out);
        rule_explain(rules[i], &out);
        const char *title = arena_printf(&arena, "## %s\n", rules[i]->id);
        assert_true(starts_with(out.data, title));
        const char *at = out.data;
        for (size_t k = 0; k < COUNT(PARTS); k++) {
            at = strstr(at, PARTS[k]);
            assert_non_null(at);
        }
        assert_non_null(strstr(at, arena_printf(&arena, "ignore[%s]", rules[i]->id)));
        buffer_release(&out);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_registry),    cmocka_unit_test(test_levels),
        cmocka_unit_test(test_override),    cmocka_unit_test(test_order),
        cmocka_unit_test(test_no_language), cmocka_unit_test(test_explain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
