/* test_config_toml.c - pyproject.toml: every way to write the same, strings, faults. */
#include "unit.h"

#include "analysis/config_source.h"

#include <stdlib.h>

static Config *read_toml(const char *text, bool *found)
{
    Config *config = config_new();
    assert_true(config_read_text(config, "/w/pyproject.toml", text, strlen(text), found));
    return config;
}

static Config *read_whole(const char *text)
{
    bool found;
    Config *config = read_toml(text, &found);
    for (uint32_t i = 0; i < config->problems.len; i++)
        fail_msg("%s: %s", text, config->problems.items[i].message);
    assert_true(found);
    return config;
}

static Severity level_of(const Config *config, const char *path)
{
    return config_level(config, rule_find("unused-suppression"), path);
}

/* --- one meaning, several spellings --- */

static const char *const SPELLINGS[] = {
    "[project]\nname = 'x'\nclassifiers = [\n  'a', # b\n  'c',\n]\n\n"
    "[tool.asynclint]\nworkload = \"mixed\"\nexclude = ['gen/', \"b\"]\n\n"
    "[tool.asynclint.rules]\nall = \"off\"\nunused-suppression = 'error'\n\n"
    "[[tool.asynclint.overrides]]\nfiles = [\"tests/\"]\n"
    "[tool.asynclint.overrides.rules]\nall = \"hint\"\n\n"
    "[[tool.asynclint.overrides]]\nfiles = [\"*.js\"]\nrules = { all = \"warning\" }\n\n"
    "[tool.other]\nworkload = 'cpu-bound'\n",

    "tool.asynclint.workload = 'mixed'\r\n"
    "tool.asynclint.exclude = ['gen/', 'b',]\r\n"
    "tool.asynclint.rules.all = 'off'\r\n"
    "tool . \"asynclint\" . 'rules' . \"unused\\u002Dsuppression\" = 'error'\r\n"
    "tool.asynclint.overrides = [{files = ['tests/'], rules.all = 'hint'},\r\n"
    "  {files = ['*.js'], rules = {all = 'warning'}}]\r\n",

    "[tool]\nasynclint = {workload = 'mixed', exclude = [\"\"\"\ngen\\\n   /\"\"\", "
    "'''b'''], "
    "rules = {all = 'off', unused-suppression = 'error'}, "
    "overrides = [{files=['tests/'], rules={all='hint'}}, "
    "{files=['*.js'], rules={all='warning'}}]}",

    "[tool.asynclint.rules]\nall = 'off'\n[tool.asynclint]\nrules.unused-suppression = "
    "'error'\nworkload = 'mixed'\nexclude = ['gen/', 'b']\n[[tool.asynclint.overrides]]\n"
    "files = ['tests/']\nrules.all = 'hint'\n[[tool.asynclint.overrides]]\nfiles = ['*.js']"
    "\n[tool.asynclint.overrides.rules]\nall = 'warning'",
};

static void every_spelling_means_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(SPELLINGS); i++) {
        Config *config = read_whole(SPELLINGS[i]);
        assert_int_equal(config->workload, WORKLOAD_MIXED);
        assert_int_equal(config->exclude.len, 2);
        assert_string_equal(config->exclude.items[0], "gen/");
        assert_string_equal(config->exclude.items[1], "b");
        assert_int_equal(config->overrides.len, 2);
        assert_int_equal(level_of(config, "/w/a.py"), SEVERITY_ERROR);
        assert_int_equal(level_of(config, "/w/tests/a.py"), SEVERITY_HINT);
        assert_int_equal(level_of(config, "/w/tests/a.js"), SEVERITY_WARNING);
        config_free(config);
    }
}

static void a_file_without_a_section_is_not_ours(void **state)
{
    (void)state;
    const char *texts[] = {"",
                           "[project]\nname = 'asynclint'\n",
                           "[tool.ruff]\nx = 1\n",
                           "[tool]\n",
                           "# [tool.asynclint]\n",
                           "[asynclint]\nrulez = 1\n"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        bool found = true;
        Config *config = read_toml(texts[i], &found);
        assert_false(found);
        assert_int_equal(config->problems.len, 0);
        config_free(config);
    }
}

static void an_empty_section_is_ours(void **state)
{
    (void)state;
    config_free(read_whole("[tool.asynclint]\n"));
}

/* --- strings --- */

static void strings_are_unquoted(void **state)
{
    (void)state;
    const char *cases[][2] = {
        {"\"\"", ""},
        {"''", ""},
        {"\"a\\tb\\\\\\\"\"", "a\tb\\\""},
        {"'a\\tb\"'", "a\\tb\""},
        {"\"\\u00e9\\U0001F600\\u4E2D\\u007F\"", "é😀中\x7F"},
        {"\"\\uD800\\u0000x\\U00110000\"", "x"},
        {"\"\\u12\"", "12"},
        {"\"\"\"\na\nb\"\"\"", "a\nb"},
        {"\"\"\"\r\na\"\"\"", "a"},
        {"\"\"\"a\\\n   \r\n  b\\  \n\"\"\"", "ab"},
        {"\"\"\"\"a\"\"\"\"", "\"a\""},
        {"'''\n'a\\'''", "'a\\"},
        {"'''\n\na'''", "\na"},
        {"\"\"\"\"\"\"", ""},
        {"", ""},
        {"\"", ""},
        {"\"a\\", "a"},
        {"bare", "ar"},
    };
    Arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(toml_unquote(&arena, str(cases[i][0])), cases[i][1]);
    arena_release(&arena);
}

/* --- faults --- */

typedef struct Fault {
    const char *text;
    const char *message; /* a part of it */
    const char *place;   /* the bytes that the problem stands on */
} Fault;

#define OURS "[tool.asynclint]\n"

static const Fault FAULTS[] = {
    {OURS "rulez = 1\n", "there is no key `rulez`; did you mean `rules`?", "rulez"},
    {"[tool.asynclint.rulez]\n", "did you mean `rules`?", "rulez"},
    {OURS "rules.\"E501\" = 'off'\n", "there is no rule `E501`", "\"E501\""},
    {OURS "rules.all = 'warn'\n", "did you mean `warning`?", "'warn'"},
    {OURS "exclude = ['a', 7]\n", "`exclude[1]` must be a string, not a number", "7"},
    {OURS "exclude = 1.5\n", "must be a list of patterns, not a number", "1.5"},
    {OURS "workload = 'io'\n", "must be `io-bound`, `cpu-bound` or `mixed`", "'io'"},
    {OURS "workload = 1979-05-27\n", "must be a string, not a number", "1979-05-27"},
    {"[[tool.asynclint.overrides]]\nfiles = 'a'\n", "`overrides[0].files` must be", "'a'"},
    {"[[tool.asynclint.rules]]\n", "`rules` must be an object",
     "[[tool.asynclint.rules]]\n"},
    {"[tool]\nasynclint = 'x'\n", "must be an object", "'x'"},
    {OURS "workload = 'mixed'\nworkload = 'io-bound'\n", "has a value already", "workload"},
    {OURS "rules = 1\n[tool.asynclint.rules]\n", "has a value already", "rules"},
    {OURS "safe = [\n'x',\n", "this is not TOML", NULL},
    {OURS "safe = ['x'] y\n", "this is not TOML", NULL},
    {OURS "safe = ['\xFF']\n", "this is not UTF-8", "\xFF"},
};

static void every_fault_has_its_message_and_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(FAULTS); i++) {
        const Fault *fault = &FAULTS[i];
        bool found;
        Config *config = read_toml(fault->text, &found);
        if (config->problems.len == 0)
            fail_msg("no problem: %s", fault->text);
        const ConfigProblem *problem = &config->problems.items[0];
        if (!strstr(problem->message, fault->message))
            fail_msg("%s: %s", fault->text, problem->message);
        uint32_t len = problem->span.end - problem->span.start;
        Str place = {fault->text + problem->span.start, len};
        if (fault->place && !str_is(place, fault->place))
            fail_msg("%s: at %.*s", fault->text, (int)len, place.ptr);
        config_free(config);
    }
}

static void what_is_whole_of_a_broken_file_stays_in_force(void **state)
{
    (void)state;
    bool found;
    Config *config = read_toml("[project]\nname = \n[tool.asynclint]\nworkload = 'mixed'\n"
                               "safe = ['a' 'b']\nhttpClient = 'httpx'\n",
                               &found);
    assert_true(found);
    assert_int_equal(config->problems.len, 1);
    assert_int_equal(config->workload, WORKLOAD_MIXED);
    assert_int_equal(config->http_client, CLIENT_HTTPX);
    config_free(config);
}

static void keys_and_values_are_bounded(void **state)
{
    (void)state;
    Buffer text;
    bool found;
    buffer_init(&text);
    buffer_puts(&text, "tool.asynclint");
    for (int i = 0; i < 3000; i++)
        buffer_puts(&text, ".a");
    buffer_puts(&text, " = 1\ntool.asynclint.safe = ");
    for (int i = 0; i < 3000; i++)
        buffer_puts(&text, "[");
    for (int i = 0; i < 3000; i++)
        buffer_puts(&text, "]");
    Config *config = read_toml(text.data, &found);
    assert_true(config->problems.len > 0);
    config_free(config);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling_means_the_same),
        cmocka_unit_test(a_file_without_a_section_is_not_ours),
        cmocka_unit_test(an_empty_section_is_ours),
        cmocka_unit_test(strings_are_unquoted),
        cmocka_unit_test(every_fault_has_its_message_and_place),
        cmocka_unit_test(what_is_whole_of_a_broken_file_stays_in_force),
        cmocka_unit_test(keys_and_values_are_bounded),
    };
    return cmocka_run_group_tests_name("config toml", tests, NULL, NULL);
}
