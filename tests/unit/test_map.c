/* test_map.c - tables from byte strings, and from pairs of addresses, to pointers. */
#include "unit.h"

#include "asynclint/map.h"
#include "asynclint/pairs.h"

#include <stdio.h>

static void what_is_put_in_is_found_again(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    Map map = {.arena = &arena};
    assert_null(map_get(&map, "0"));
    static int values[5000];
    char key[16];
    for (size_t i = 0; i < COUNT(values); i++) {
        snprintf(key, sizeof key, "%zu", i);
        map_set(&map, key, &values[i]);
    }
    assert_int_equal(map.count, COUNT(values));
    for (size_t i = 0; i < COUNT(values); i++) {
        snprintf(key, sizeof key, "%zu", i);
        assert_ptr_equal(map_get(&map, key), &values[i]);
    }
    assert_null(map_get(&map, "5000"));
    map_set(&map, "7", NULL);
    assert_null(map_get(&map, "7"));
    assert_non_null(map_find(&map, "7", 1));
    arena_release(&arena);
}

static void pairs_are_found_by_address(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    Pairs pairs = {.arena = &arena};
    static char keys[200];
    assert_null(pairs_get(&pairs, &keys[0], NULL));
    for (size_t i = 0; i < COUNT(keys); i++)
        for (size_t k = 0; k < 50; k++)
            *pairs_at(&pairs, &keys[i], k ? &keys[k] : NULL) = &keys[(i + k) % 200];
    assert_int_equal(pairs.count, 200 * 50);
    for (size_t i = 0; i < COUNT(keys); i++)
        for (size_t k = 0; k < 50; k++)
            assert_ptr_equal(pairs_get(&pairs, &keys[i], k ? &keys[k] : NULL),
                             &keys[(i + k) % 200]);
    assert_null(pairs_get(&pairs, &keys[1], &keys[60]));
    arena_release(&arena);
}

static void keys_are_bytes(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    Map map = {.arena = &arena};
    bool is_new;
    MapEntry *entry = map_add(&map, "a\0b", 3, &is_new);
    assert_true(is_new);
    assert_null(map_find(&map, "a", 1));
    assert_ptr_equal(map_add(&map, "a\0b", 3, &is_new), entry);
    assert_false(is_new);
    map_add(&map, "", 0, &is_new);
    assert_true(is_new);
    assert_int_equal(map.count, 2);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_in_is_found_again),
        cmocka_unit_test(keys_are_bytes),
        cmocka_unit_test(pairs_are_found_by_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
