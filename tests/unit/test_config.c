/*
 * test_config.c - what a configuration says: every key, every fault with its place, and
 * the questions that are asked of it. Files on disk are in test_config_files.c, TOML is
 * in test_config_toml.c.
 */
#include "unit.h"

#include "analysis/config_keys.h"

#include <jansson.h>
#include <stdlib.h>

static const char ID[] = "unused-suppression"; /* a rule that is always there */

static Config *read_text(const char *text)
{
    Config *config = config_new();
    config_read_json(config, "/w/asynclint.json", text, strlen(text));
    return config;
}

static Config *read_whole(const char *text)
{
    Config *config = read_text(text);
    for (uint32_t i = 0; i < config->problems.len; i++)
        fail_msg("%s: %s", text, config->problems.items[i].message);
    return config;
}

static void the_defaults(void **state)
{
    (void)state;
    Config *config = config_new();
    assert_int_equal(config->http_client, CLIENT_AIOHTTP);
    assert_int_equal(config->workload, WORKLOAD_IO);
    assert_true(config->respect_foreign_suppressions);
    assert_int_equal(config_level(config, rule_find(ID), "a.py"), rule_find(ID)->severity);
    assert_false(config_excludes(config, "a.py"));
    assert_null(config->path);
    config_free(config);
    config_free(NULL);
}

static void every_key_is_read(void **state)
{
    (void)state;
    Config *config =
        read_whole("{\"$schema\": \"./asynclint.schema.json\",\n"
                   " \"exclude\": [\"build/\", \"*.min.js\"],\n"
                   " \"include\": [\"keep.min.js\"],\n"
                   " \"workload\": \"cpu-bound\", \"httpClient\": \"httpx\",\n"
                   " \"blocking\": [\"db.query\"], \"cpuHeavy\": [\"a.b\"],\n"
                   " \"awaitable\": [\"c.d\", \"e\"], \"safe\": [\"time.sleep\"],\n"
                   " \"overrides\": [],\n"
                   " \"respectForeignSuppressions\": false}");
    assert_string_equal(config->path, "/w/asynclint.json");
    assert_string_equal(config->folder, "/w");
    assert_int_equal(config->files.len, 1);
    assert_int_equal(config->exclude.len, 2);
    assert_string_equal(config->exclude.items[1], "*.min.js");
    assert_string_equal(config->include.items[0], "keep.min.js");
    assert_int_equal(config->workload, WORKLOAD_CPU);
    assert_int_equal(config->http_client, CLIENT_HTTPX);
    assert_string_equal(config->blocking.items[0], "db.query");
    assert_string_equal(config->cpu_heavy.items[0], "a.b");
    assert_string_equal(config->awaitable.items[1], "e");
    assert_string_equal(config->harmless.items[0], "time.sleep");
    assert_false(config->respect_foreign_suppressions);
    config_free(config);
}

static void comments_and_a_byte_order_mark_are_fine(void **state)
{
    (void)state;
    Config *config =
        read_whole("\xEF\xBB\xBF// top \"quoted\n{ /* in \n side */ \"workload\""
                   ": \"mixed\", // end\n \"exclude\": [\"//x/*\"]}\n// last");
    assert_int_equal(config->workload, WORKLOAD_MIXED);
    assert_string_equal(config->exclude.items[0], "//x/*");
    config_free(config);
}

/* --- levels --- */

static Severity level_of(const Config *config, const char *path)
{
    return config_level(config, rule_find(ID), path);
}

static void levels_by_rule_and_by_all(void **state)
{
    (void)state;
    Config *config = read_whole("{\"rules\": {\"unused-suppression\": \"error\","
                                " \"all\": \"off\"}}");
    assert_int_equal(level_of(config, "a.py"), SEVERITY_ERROR);
    for (const Rule *const *rule = rules; *rule; rule++)
        if (!same((*rule)->id, ID))
            assert_int_equal(config_level(config, *rule, "a.py"), SEVERITY_OFF);
    config_free(config);
}

static void the_last_override_that_matches_counts(void **state)
{
    (void)state;
    Config *config = read_whole(
        "{\"rules\": {\"all\": \"warning\"}, \"overrides\": ["
        "{\"files\": [\"tests/\", \"!tests/keep.py\"], \"rules\": {\"all\": \"off\"}},"
        "{\"files\": [\"*.js\"], \"rules\": {\"unused-suppression\": \"error\"}}]}");
    assert_int_equal(level_of(config, "/w/a.py"), SEVERITY_WARNING);
    assert_int_equal(level_of(config, "/w/tests/a.py"), SEVERITY_OFF);
    assert_int_equal(level_of(config, "/w/tests/keep.py"), SEVERITY_WARNING);
    assert_int_equal(level_of(config, "/w/tests/a.js"), SEVERITY_ERROR);
    assert_int_equal(level_of(config, "/w/x/../tests/./a.py"), SEVERITY_OFF);
    config_free(config);
}

static void globs_are_relative_to_the_folder(void **state)
{
    (void)state;
    Config *config =
        read_whole("{\"exclude\": [\"/gen\", \"w\"], \"include\": [\"keep.py\"]}");
    assert_true(config_excludes(config, "/w/gen/a.py"));
    assert_true(config_excludes(config, "/w/gen/"));
    assert_false(config_excludes(config, "/w/gen/keep.py"));
    assert_false(config_excludes(config, "/w/src/gen/a.py"));
    assert_false(config_excludes(config, "/w/a.py"));
    assert_false(config_excludes(config, "/www/a.py"));
    config_free(config);
}

static void what_is_read_later_counts_more(void **state)
{
    (void)state;
    const char settings[] =
        "{\"asynclint\": {\"rules\": {\"all\": \"error\"}, \"workload\":"
        " null, \"httpClient\": \"httpx\", \"diagnosticMode\": \"x\"}}";
    const char file[] = "{\"rules\": {\"unused-suppression\": \"hint\"}}";
    Config *config = config_new();
    assert_true(config_read_json(config, "settings", settings, strlen(settings)));
    assert_null(config->path);
    assert_int_equal(level_of(config, "a.py"), SEVERITY_ERROR);
    assert_true(config_read_json(config, "/w/asynclint.json", file, strlen(file)));
    assert_int_equal(level_of(config, "a.py"), SEVERITY_HINT);
    assert_int_equal(config->http_client, CLIENT_HTTPX);
    assert_int_equal(config->problems.len, 0);
    config_free(config);
}

/* --- faults --- */

typedef struct Fault {
    const char *text;
    const char *message; /* a part of it */
    const char *place;   /* the bytes that the problem stands on */
} Fault;

static const Fault FAULTS[] = {
    {"{\"rulez\": {}}", "there is no key `rulez`; did you mean `rules`?", "\"rulez\""},
    {"{\"http_client\": \"\"}", "did you mean `httpClient`?", "\"http_client\""},
    {"{\"x\": 1}", "there is no key `x`; it must be `extends`, `rules`", "\"x\""},
    {"{\"diagnosticMode\": \"workspace\"}", "there is no key", "\"diagnosticMode\""},
    {"{\"rules\": {\"unused-supression\": \"off\"}}",
     "`rules`: there is no rule `unused-supression`; did you mean `unused-suppression`?",
     "\"unused-supression\""},
    {"{\"rules\": {\"E501\": \"off\"}}", "`asynclint rules` lists them", "\"E501\""},
    {"{\"rules\": {\"all\": \"warn\"}}",
     "`rules.all`: there is no level `warn`; did you mean `warning`?", "\"warn\""},
    {"{\"rules\": {\"all\": \"2\"}}", "it must be `off`, `hint`, `information`", "\"2\""},
    {"{\"rules\": {\"all\": true}}", "`rules.all` must be a string, not a boolean", "true"},
    {"{\"rules\": [ ]}", "`rules` must be an object of rules and levels, not a list",
     "[ ]"},
    {"{\"exclude\": \"a\"}", "`exclude` must be a list of patterns, not a string", "\"a\""},
    {"{\"exclude\": [\"a\", 7]}", "`exclude[1]` must be a string, not a number", "7"},
    {"{\"safe\": [[\"\"], \"\"]}", "`safe[0]` must be a string, not a list", "[\"\"]"},
    {"{\"safe\": [\"\"]}", "`safe[0]` is empty", "\"\""},
    {"{\"workload\": \"fast\"}",
     "`workload` must be `io-bound`, `cpu-bound` or `mixed`, not `fast`", "\"fast\""},
    {"{\"respectForeignSuppressions\": \"no\"}", "must be true or false", "\"no\""},
    {"{\"workload\": null}", "`workload` must be a string, not null", "null"},
    {"{\"overrides\": {}}", "must be a list of objects, not an object", "{}"},
    {"{\"overrides\": [3]}", "`overrides[0]` must be an object, not a number", "3"},
    {"{\"overrides\": [{}, {\"rules\": {}}]}", "`overrides[0]` does not say which `files`",
     "{}"},
    {"{\"overrides\": [{\"files\": [\"a\"], \"rule\": {}}]}",
     "there is no key `overrides[0].rule`; did you mean `rules`?", "\"rule\""},
    {"{\"overrides\": [{\"files\": [\"a\"]}, {\"files\": [\"b\"], \"rules\": {\"all\": "
     "\"x\"}}]}",
     "`overrides[1].rules.all`: there is no level `x`", "\"x\""},
    {"{\"extends\": 1}", "`extends` must be a string, not a number", "1"},
    {"{\"\\u0072ulez\": \"a\\\"]\"}", "no key `rulez`", "\"\\u0072ulez\""},
    {"[1]", "the configuration must be an object", ""},
    {"{\"rules\": }", "this is not JSON", "}"},
    {"", "this is not JSON", ""},
    {"{\"rules\": {}, \"rules\": {}}", "this is not JSON: duplicate object key", "\""},
    {"{\"a\": \"\xFF\"}", "this is not JSON", "\""},
};

static void every_fault_has_its_message_and_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(FAULTS); i++) {
        const Fault *fault = &FAULTS[i];
        Config *config = read_text(fault->text);
        if (config->problems.len == 0)
            fail_msg("no problem: %s", fault->text);
        const ConfigProblem *problem = &config->problems.items[0];
        if (!strstr(problem->message, fault->message))
            fail_msg("%s: %s", fault->text, problem->message);
        uint32_t len = problem->span.end - problem->span.start;
        Str place = {fault->text + problem->span.start, len};
        if (!str_is(place, fault->place))
            fail_msg("%s: at %.*s", fault->text, (int)len, place.ptr);
        assert_string_equal(problem->path, "/w/asynclint.json");
        config_free(config);
    }
}

static void the_rest_stays_in_force(void **state)
{
    (void)state;
    Config *config =
        read_text("{\"nope\": 1, \"rules\": {\"nope\": \"off\", \"all\": \"hint\"},"
                  " \"exclude\": [1, \"a\"], \"workload\": \"mixed\"}");
    assert_int_equal(config->problems.len, 3);
    assert_int_equal(level_of(config, "a.py"), SEVERITY_HINT);
    assert_int_equal(config->exclude.len, 1);
    assert_int_equal(config->workload, WORKLOAD_MIXED);
    config_free(config);
}

static void a_problem_has_a_line_and_a_column(void **state)
{
    (void)state;
    Config *config = read_text("{\n  // é\r\n  \"safe\": [\"é😀\", 7]\n}");
    assert_int_equal(config->problems.items[0].line, 3);
    assert_int_equal(config->problems.items[0].column, 18);
    config_free(config);
}

static void what_is_shown_is_short_and_harmless(void **state)
{
    (void)state;
    Buffer text;
    buffer_init(&text);
    buffer_puts(&text, "{\"\\u001b[31m");
    for (int i = 0; i < 200; i++)
        buffer_puts(&text, "中");
    buffer_puts(&text, "\": 1}");
    Config *config = read_text(text.data);
    const char *message = config->problems.items[0].message;
    assert_non_null(strstr(message, "?[31m中"));
    assert_non_null(strstr(message, "…"));
    assert_null(strchr(message, 27));
    assert_true(strlen(message) < 400);
    config_free(config);
    buffer_release(&text);
}

static void there_is_an_end_to_problems(void **state)
{
    (void)state;
    Buffer text;
    buffer_init(&text);
    buffer_puts(&text, "{\"exclude\": [0");
    for (int i = 0; i < 5000; i++)
        buffer_puts(&text, ",0");
    buffer_puts(&text, "]}");
    Config *config = read_text(text.data);
    assert_true(config->problems.len < 200);
    config_free(config);
    buffer_release(&text);
}

static void deep_nesting_is_a_fault(void **state)
{
    (void)state;
    char text[100001];
    memset(text, '[', 100000);
    text[100000] = '\0';
    Config *config = read_text(text);
    assert_int_equal(config->problems.len, 1);
    config_free(config);
}

/* --- the schema --- */

/* Builds a value of the kind that a schema asks for; NULL where there is no wrong one. */
static json_t *value_for(const json_t *schema, bool right)
{
    const char *type = json_string_value(json_object_get(schema, "type"));
    json_t *choices = json_object_get(schema, "enum");
    if (choices)
        return right ? json_incref(json_array_get(choices, 0)) : json_string("nonsense");
    if (same(type, "boolean"))
        return right ? json_false() : json_integer(1);
    if (same(type, "string"))
        return right ? json_string("x") : json_integer(1);
    if (same(type, "array"))
        return right ? json_array() : json_integer(1);
    return right ? json_object() : json_integer(1);
}

static uint32_t problems_of(const char *key, json_t *value)
{
    json_t *object = json_pack("{s:o}", key, value);
    char *text = json_dumps(object, 0);
    Config *config = read_text(text);
    uint32_t problems = config->problems.len;
    config_free(config);
    free(text);
    json_decref(object);
    return problems;
}

static json_t *parse_schema(void)
{
    Buffer text;
    buffer_init(&text);
    config_schema(&text);
    json_t *schema = json_loadb(text.data, text.len, 0, NULL);
    buffer_release(&text);
    assert_non_null(schema);
    return schema;
}

static void the_schema_says_what_the_reader_reads(void **state)
{
    (void)state;
    json_t *schema = parse_schema();
    json_t *properties = json_object_get(schema, "properties"), *property;
    const char *key;
    json_object_foreach(properties, key, property)
    {
        if (same(key, "$schema") || same(key, "extends"))
            continue;
        assert_non_null(json_object_get(property, "description"));
        assert_int_equal(problems_of(key, value_for(property, true)), 0);
        assert_int_equal(problems_of(key, value_for(property, false)), 1);
    }
    for (const Key *known = CONFIG_KEYS; known->name; known++)
        assert_int_equal(json_object_get(properties, known->name) != NULL,
                         !known->settings);
    json_decref(schema);
}

static void the_schema_names_every_rule_and_level(void **state)
{
    (void)state;
    json_t *schema = parse_schema();
    json_t *ids = json_object_get(
        json_object_get(json_object_get(schema, "properties"), "rules"), "properties");
    assert_int_equal(json_object_size(ids), rule_count() + 1);
    for (const Rule *const *rule = rules; *rule; rule++) {
        json_t *levels = json_object_get(json_object_get(ids, (*rule)->id), "enum");
        assert_int_equal(json_array_size(levels), 5);
        for (size_t i = 0; i < 5; i++) {
            json_t *said = json_pack("{s:O}", (*rule)->id, json_array_get(levels, i));
            assert_int_equal(problems_of("rules", said), 0);
        }
    }
    json_decref(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_defaults),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(comments_and_a_byte_order_mark_are_fine),
        cmocka_unit_test(levels_by_rule_and_by_all),
        cmocka_unit_test(the_last_override_that_matches_counts),
        cmocka_unit_test(globs_are_relative_to_the_folder),
        cmocka_unit_test(what_is_read_later_counts_more),
        cmocka_unit_test(every_fault_has_its_message_and_place),
        cmocka_unit_test(the_rest_stays_in_force),
        cmocka_unit_test(a_problem_has_a_line_and_a_column),
        cmocka_unit_test(what_is_shown_is_short_and_harmless),
        cmocka_unit_test(there_is_an_end_to_problems),
        cmocka_unit_test(deep_nesting_is_a_fault),
        cmocka_unit_test(the_schema_says_what_the_reader_reads),
        cmocka_unit_test(the_schema_names_every_rule_and_level),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
