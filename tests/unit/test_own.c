/* test_own.c - the names of a configuration: spellings, wildcards, own files. */
#include "asynclint/known.h"
#include "asynclint/own.h"
#include "unit.h"

static Arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const OwnName NAMES[] = {
    {"erp.Client.get", OWN_BLOCKING}, {"erp.Client.get", OWN_CPU},
    {"slow.*", OWN_BLOCKING},         {"slow.quick", OWN_SAFE},
    {"node:fs.readFile", OWN_SAFE},   {"requests.get", OWN_SAFE},
    {"shop.db.load", OWN_AWAITABLE},  {"", OWN_SAFE},
};

static void knows_names_and_members(void **state)
{
    (void)state;
    const OwnNames *own = own_new(&arena, NAMES, COUNT(NAMES));
    const struct {
        Language language;
        const char *name;
        uint32_t kinds;
    } expected[] = {
        {LANG_PYTHON, "erp.Client#get", OWN_BLOCKING | OWN_CPU},
        {LANG_TYPESCRIPT, "erp.Client.get", OWN_BLOCKING | OWN_CPU},
        {LANG_PYTHON, "erp.Client#getter", 0},
        {LANG_PYTHON, "erp.Client", 0},
        {LANG_PYTHON, "slow", 0},
        {LANG_PYTHON, "slow.a", OWN_BLOCKING},
        {LANG_JAVASCRIPT, "slow/io.read", OWN_BLOCKING},
        {LANG_PYTHON, "slow.quick", OWN_SAFE},
        {LANG_PYTHON, "slower.a", 0},
        {LANG_JAVASCRIPT, "fs.readFile", OWN_SAFE},
        {LANG_JAVASCRIPT, "node:fs.readFile", OWN_SAFE},
        {LANG_PYTHON, "requests.api.get", OWN_SAFE},
        {LANG_PYTHON, "", 0},
        {LANG_PYTHON, NULL, 0},
    };
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(own_kinds(own, expected[i].language, expected[i].name),
                         expected[i].kinds);
    assert_true(own_class(own, LANG_PYTHON, "erp.Client"));
    assert_false(own_class(own, LANG_PYTHON, "erp.Cli"));
    assert_false(own_class(own, LANG_PYTHON, "erp"));
    char name[2000];
    memset(name, 'A', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(own_kinds(own, LANG_PYTHON, name), 0);
    assert_int_equal(own_kinds_at(own, name, "load"), 0);
    assert_false(own_class(own, LANG_PYTHON, name));
}

static void knows_functions_of_files(void **state)
{
    (void)state;
    const OwnNames *own = own_new(&arena, NAMES, COUNT(NAMES));
    const struct {
        const char *path, *function;
        uint32_t kinds;
    } expected[] = {
        {"/src/shop/db.py", "load", OWN_AWAITABLE},
        {"shop/db.py", "load", OWN_AWAITABLE},
        {"/src/shop/db/__init__.py", "load", OWN_AWAITABLE},
        {"/src/shop/db/index.ts", "load", OWN_AWAITABLE},
        {"/src/shop/db.test.ts", "load", OWN_AWAITABLE},
        {"/src/eshop/db.py", "load", 0},
        {"/src/db.py", "load", 0},
        {"/src/shop/db.py", "Client.load", 0},
        {"/shop/slow/a.py", "f", OWN_BLOCKING},
        {"slow.py", "quick", OWN_SAFE},
        {"", "load", 0},
        {"/", "load", 0},
        {"/index.js", "load", 0},
        {"/src/shop/db.py", NULL, 0},
    };
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(own_kinds_at(own, expected[i].path, expected[i].function),
                         expected[i].kinds);
}

static void compares(void **state)
{
    (void)state;
    const OwnName other[] = {{"a.b", OWN_CPU}, {"a.c", OWN_CPU}};
    const OwnName turned[] = {{"a.c", OWN_CPU}, {"a#b", OWN_CPU}, {"a.b", OWN_CPU}};
    const OwnNames *own = own_new(&arena, NAMES, COUNT(NAMES));
    assert_null(own_new(&arena, NULL, 0));
    assert_true(own_equal(NULL, NULL));
    assert_false(own_equal(own, NULL));
    assert_true(own_equal(own, own_new(&arena, NAMES, COUNT(NAMES))));
    assert_false(own_equal(own, own_new(&arena, other, COUNT(other))));
    assert_true(own_equal(own_new(&arena, turned, COUNT(turned)),
                          own_new(&arena, other, COUNT(other))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_names_and_members),
        cmocka_unit_test(knows_functions_of_files),
        cmocka_unit_test(compares),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
