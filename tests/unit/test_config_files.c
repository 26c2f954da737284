/*
 * test_config_files.c - configuration files on disk: which one is found, what it extends,
 * and what is not read. Each test has a folder of its own.
 */
#include "unit.h"

#include "asynclint/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[64]; /* the test's folder */

static int make_root(void **state)
{
    (void)state;
    strcpy(root, "/tmp/asynclint-test-XXXXXX");
    return mkdtemp(root) && chdir(root) == 0 && mkdir("a", 0700) == 0 &&
                   mkdir("a/b", 0700) == 0
               ? 0
               : -1;
}

static int remove_root(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    return chdir("/") == 0 ? system(command) : -1;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* `expected` is relative to the folder; NULL: none inside it. */
static void assert_finds(const char *path, const char *expected)
{
    char *found = config_find(path);
    bool inside = found && starts_with(found, root);
    if (expected && !inside)
        fail_msg("for %s: %s", path, found ? found : "nothing");
    if (expected)
        assert_string_equal(found + strlen(root) + 1, expected);
    else
        assert_false(inside);
    free(found);
}

/* --- finding --- */

static void the_closest_wins(void **state)
{
    (void)state;
    write_file("asynclint.json", "{}");
    assert_finds("a/b/x.py", "asynclint.json");
    write_file("a/package.json", "{\"asynclint\": {}}");
    assert_finds("a/b/x.py", "a/package.json");
    assert_finds("x.py", "asynclint.json");
    assert_finds("a", "a/package.json");
    assert_finds("a/b/../../x.py", "asynclint.json");
    assert_finds("a/none/deeper/x.py", "a/package.json");
}

static void in_one_folder_there_is_an_order(void **state)
{
    (void)state;
    write_file("a/package.json", "{\"asynclint\": {}}");
    assert_finds("a/x.py", "a/package.json");
    write_file("a/pyproject.toml", "[tool.asynclint]\n");
    assert_finds("a/x.py", "a/pyproject.toml");
    write_file("a/.asynclint.json", "{}");
    assert_finds("a/x.py", "a/.asynclint.json");
    write_file("a/asynclint.json", "{}");
    assert_finds("a/x.py", "a/asynclint.json");
}

static void files_without_a_section_are_passed_over(void **state)
{
    (void)state;
    write_file("asynclint.json", "{}");
    write_file("a/package.json", "{\"dependencies\": {\"asynclint\": \"1\"}}");
    write_file("a/pyproject.toml", "[project]\nname = 'asynclint'\n");
    assert_finds("a/x.py", "asynclint.json");
}

static void a_broken_file_of_ours_is_found(void **state)
{
    (void)state;
    write_file("a/package.json", "{\"asynclint\": {");
    assert_finds("a/x.py", "a/package.json");
    write_file("a/b/asynclint.json", "{{{");
    assert_finds("a/b/x.py", "a/b/asynclint.json");
    write_file("package.json", "{\"name\": ");
    assert_finds("x.py", NULL);
}

static void only_regular_files_are_found(void **state)
{
    (void)state;
    write_file("asynclint.json", "{}");
    assert_int_equal(mkdir("a/asynclint.json", 0700), 0);
    assert_int_equal(mkfifo("a/.asynclint.json", 0600), 0);
    assert_int_equal(mkfifo("a/pyproject.toml", 0600), 0);
    assert_int_equal(symlink("/dev/zero", "a/package.json"), 0);
    assert_finds("a/x.py", "asynclint.json");
    assert_true(config_is_name("/x/pyproject.toml"));
    assert_false(config_is_name("/x/my-asynclint.json"));
}

/* --- reading --- */

static Config *read_path(const char *path, bool good)
{
    bool found;
    Config *config = config_new();
    assert_int_equal(config_read(config, path, &found), good);
    return config;
}

static void assert_problem(const Config *config, const char *path, const char *message)
{
    assert_int_equal(config->problems.len, 1);
    const ConfigProblem *problem = &config->problems.items[0];
    if (!strstr(problem->message, message))
        fail_msg("%s", problem->message);
    assert_true(ends_with(problem->path, path));
}

static void what_is_no_readable_file_is_told(void **state)
{
    (void)state;
    struct {
        const char *path, *message;
    } cases[] = {{"none.json", "No such file"},
                 {"a", "not a regular file"},
                 {"fifo.json", "not a regular file"},
                 {"/dev/zero", "not a regular file"},
                 {"large.json", "larger than 1 MiB"}};
    assert_int_equal(mkfifo("fifo.json", 0600), 0);
    write_file("large.json", "{}");
    assert_int_equal(truncate("large.json", 1024 * 1024 + 1), 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        Config *config = read_path(cases[i].path, false);
        assert_problem(config, cases[i].path, cases[i].message);
        config_free(config);
    }
}

static void a_file_that_does_not_parse_is_of_no_use(void **state)
{
    (void)state;
    write_file("asynclint.json", "{\n  \"rules\": {]\n}");
    Config *config = read_path("asynclint.json", false);
    assert_problem(config, "asynclint.json", "this is not JSON");
    assert_int_equal(config->problems.items[0].line, 2);
    assert_int_equal(config->problems.items[0].column, 13);
    config_free(config);
}

static void package_json_is_read_as_npm_reads_it(void **state)
{
    (void)state;
    write_file("package.json", "{\"a\": 1, \"a\": [{}], \"asynclint\": {\"x\": 1},\n"
                               " \"asynclint\": {\"workload\": \"mixed\", \"rulez\": 1}}");
    Config *config = read_path("package.json", true);
    assert_int_equal(config->workload, WORKLOAD_MIXED);
    assert_problem(config, "package.json", "no key `rulez`");
    assert_int_equal(config->problems.items[0].line, 2);
    config_free(config);
}

/* --- extends --- */

static void what_is_extended_comes_under(void **state)
{
    (void)state;
    write_file("base.json", "{\"workload\": \"mixed\", \"httpClient\": \"httpx\","
                            " \"exclude\": [\"gen/\"], \"rules\": {\"all\": \"off\"}}");
    write_file("a/pyproject.toml", "[tool.asynclint]\nexclude = ['!gen/keep.py']\n"
                                   "workload = 'cpu-bound'\nextends = '../base.json'\n"
                                   "rules.unused-suppression = 'error'\n");
    Config *config = read_path("a/pyproject.toml", true);
    assert_int_equal(config->problems.len, 0);
    assert_int_equal(config->workload, WORKLOAD_CPU);
    assert_int_equal(config->http_client, CLIENT_HTTPX);
    assert_true(config_excludes(config, "a/gen/x.py")); /* relative to a, not to base */
    assert_false(config_excludes(config, "gen/x.py") &&
                 config_excludes(config, "a/gen/keep.py"));
    const Rule *rule = rule_find("unused-suppression");
    assert_int_equal(config_level(config, rule, "a/x.py"), SEVERITY_ERROR);
    assert_string_equal(config->path, "a/pyproject.toml");
    assert_int_equal(config->files.len, 2);
    config_free(config);
}

static void extending_in_a_circle_is_told(void **state)
{
    (void)state;
    write_file("asynclint.json", "{\"extends\": \"a/one.json\", \"workload\": \"mixed\"}");
    write_file("a/one.json", "{\"extends\": \"../asynclint.json\"}");
    Config *config = read_path("asynclint.json", true);
    assert_problem(config, "a/one.json", "circle");
    assert_int_equal(config->problems.items[0].span.start, 12);
    assert_int_equal(config->workload, WORKLOAD_MIXED);
    config_free(config);
    write_file("asynclint.json", "{\"extends\": \"./asynclint.json\"}");
    config = read_path("asynclint.json", true);
    assert_problem(config, "asynclint.json", "circle");
    config_free(config);
}

static void extending_too_deep_is_told(void **state)
{
    (void)state;
    for (int i = 0; i < 40; i++) {
        char path[32], text[64];
        snprintf(path, sizeof path, "%d.json", i);
        snprintf(text, sizeof text, "{\"extends\": \"%d.json\"}", i + 1);
        write_file(path, text);
    }
    Config *config = read_path("0.json", true);
    assert_problem(config, "16.json", "too deep");
    config_free(config);
}

static void what_cannot_be_extended_is_told_where_it_is_said(void **state)
{
    (void)state;
    write_file("asynclint.json", "{\"extends\": \"none.json\"}");
    write_file("a/asynclint.json", "{\"extends\": \"package.json\"}");
    write_file("a/package.json", "{}");
    write_file("broken.json", "{\"extends\": \"a/bad.json\"}");
    write_file("a/bad.json", "{");
    Config *config = read_path("asynclint.json", true);
    assert_problem(config, "asynclint.json", "none.json: No such file");
    assert_int_equal(config->problems.items[0].column, 13);
    config_free(config);
    config = read_path("a/asynclint.json", true);
    assert_problem(config, "a/asynclint.json", "without a section");
    config_free(config);
    config = read_path("broken.json", true);
    assert_problem(config, "a/bad.json", "not JSON");
    config_free(config);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_root, remove_root)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(the_closest_wins),
        IN_A_FOLDER(in_one_folder_there_is_an_order),
        IN_A_FOLDER(files_without_a_section_are_passed_over),
        IN_A_FOLDER(a_broken_file_of_ours_is_found),
        IN_A_FOLDER(only_regular_files_are_found),
        IN_A_FOLDER(what_is_no_readable_file_is_told),
        IN_A_FOLDER(a_file_that_does_not_parse_is_of_no_use),
        IN_A_FOLDER(package_json_is_read_as_npm_reads_it),
        IN_A_FOLDER(what_is_extended_comes_under),
        IN_A_FOLDER(extending_in_a_circle_is_told),
        IN_A_FOLDER(extending_too_deep_is_told),
        IN_A_FOLDER(what_cannot_be_extended_is_told_where_it_is_said),
    };
    return cmocka_run_group_tests_name("config files", tests, NULL, NULL);
}
