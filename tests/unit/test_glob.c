/* test_glob.c - gitignore-style patterns; what git itself answers, by hand. */
#include "unit.h"

#include "analysis/glob.h"

#include <stdlib.h>

typedef struct Case {
    const char *pattern;
    const char *paths[8];  /* that match */
    const char *others[8]; /* that do not */
} Case;

static const Case CASES[] = {
    {"*.py", {"a.py", "src/a.py", "a.py/inside", ".py"}, {"a.pyi", "py"}},
    {"build", {"build", "build/x.js", "src/build/x.js"}, {"builds/x.js", "src/rebuild"}},
    {"build/", {"build/x.js", "src/build/x.js", "build/"}, {"build", "src/build"}},
    {"/build", {"build", "build/x.js"}, {"src/build", "src/build/x.js"}},
    {"src/gen", {"src/gen", "src/gen/a.py"}, {"lib/src/gen", "src/general"}},
    {"src/*.py", {"src/a.py"}, {"src/deep/a.py", "a.py", "x/src/a.py"}},
    {"src/**", {"src/a", "src/b/c.py"}, {"src", "lib/src/a"}},
    {"**/gen", {"gen", "a/gen", "a/b/gen/c.py"}, {"a/regen"}},
    {"a/**/z", {"a/z", "a/b/z", "a/b/c/z/in"}, {"a/zz", "b/a/z", "a/b"}},
    {"**/a/**/b", {"a/b", "x/a/y/b", "a/x/a/y/z/b/c"}, {"a", "b", "x/b/a"}},
    {"**", {"a", "a/b/c"}, {0}},
    {"?.js", {"a.js", "x/b.js"}, {"ab.js", ".js"}},
    {"a?c", {"abc"}, {"a/c", "ac"}},
    {"[a-c]x", {"ax", "q/cx"}, {"dx", "x"}},
    {"[!a-c]x", {"dx"}, {"ax"}},
    {"\\*", {"*", "a/*"}, {"b"}},
    {"\\!keep", {"!keep"}, {"keep"}},
    {"./src/a", {"src/a"}, {"b/src/a"}},
    {"test_*", {"test_a.py", "tests/test_/x"}, {"a_test.py"}},
    {"é*", {"étude.py"}, {"etude.py"}},
    {"/", {0}, {"a"}},
    {"", {0}, {"a", ""}},
};

static void patterns_match_as_gits_do(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        const Case *c = &CASES[i];
        for (size_t k = 0; c->paths[k]; k++)
            if (!glob_match(c->pattern, c->paths[k]))
                fail_msg("`%s` does not match %s", c->pattern, c->paths[k]);
        for (size_t k = 0; c->others[k]; k++)
            if (glob_match(c->pattern, c->others[k]))
                fail_msg("`%s` matches %s", c->pattern, c->others[k]);
    }
}

static void the_last_of_a_list_decides(void **state)
{
    (void)state;
    const char *items[] = {"*.js", "!keep.js", "vendor/keep.js"};
    ConfigList list = {items, COUNT(items), COUNT(items)};
    assert_true(globs_match(&list, "a.js"));
    assert_false(globs_match(&list, "src/keep.js"));
    assert_true(globs_match(&list, "vendor/keep.js"));
    assert_false(globs_match(&list, "a.py"));
    list.len = 0;
    assert_false(globs_match(&list, "a.js"));
}

/* A failed match must not try every way in which many stars can share the text. */
static void many_stars_end(void **state)
{
    (void)state;
    char name[256];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_false(glob_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", name));
    Buffer pattern, path;
    buffer_init(&pattern);
    buffer_init(&path);
    for (int i = 0; i < 60; i++)
        buffer_puts(&pattern, "**/*a*/");
    for (int i = 0; i < 200; i++)
        buffer_puts(&path, "a/");
    buffer_puts(&pattern, "b");
    assert_false(glob_match(pattern.data, path.data));
    buffer_release(&path);
    buffer_release(&pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_as_gits_do),
        cmocka_unit_test(the_last_of_a_list_decides),
        cmocka_unit_test(many_stars_end),
    };
    return cmocka_run_group_tests_name("glob", tests, NULL, NULL);
}
