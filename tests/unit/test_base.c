/* test_base.c - arena, growable arrays, buffers, interned names, small string helpers. */
#include "unit.h"

#include "asynclint/base.h"

#include <stdio.h>
#include <stdlib.h>

/* --- arena --- */

static void the_arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    for (size_t size = 1; size < 3000; size += 7) {
        char *memory = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
    }
    arena_release(&arena);
}

static void the_arena_serves_what_is_larger_than_a_block(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    char *small = arena_alloc(&arena, 10);
    const size_t size = 9000000;
    char *large = arena_alloc(&arena, size);
    memset(small, 1, 10);
    memset(large, 2, size);
    assert_int_equal(small[9], 1);
    arena_release(&arena);
    assert_null(arena.block);
}

static void a_reset_arena_is_zeroed_again(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    arena_reset(&arena); /* with nothing in it */
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++) {
            char *memory = arena_alloc(&arena, 1000);
            assert_int_equal(memory[999], 0);
            memset(memory, 0xAA, 1000);
        }
        arena_reset(&arena);
    }
    arena_release(&arena);
}

static void arena_text_ends_in_a_nul(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    assert_string_equal(arena_strndup(&arena, "hello", 4), "hell");
    assert_string_equal(arena_strndup(&arena, "", 0), "");
    assert_string_equal(arena_printf(&arena, "%s-%d", "é", 7), "é-7");
    char *wide = arena_printf(&arena, "%40000d", 1);
    assert_int_equal(strlen(wide), 40000);
    arena_release(&arena);
}

static void a_vector_grows_and_keeps_old_items_in_place(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    VEC(Span) spans = {0};
    vec_push(&arena, &spans, ((Span){0, 1}));
    Span *first = spans.items;
    for (uint32_t i = 1; i < 1000; i++)
        vec_push(&arena, &spans, ((Span){i, i + 1}));
    assert_int_equal(spans.len, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(spans.items[i].end, i + 1);
    assert_ptr_not_equal(first, spans.items);
    assert_int_equal(first[0].end, 1);
    arena_release(&arena);
}

/* --- buffer --- */

static void the_newest_vector_grows_where_it_is(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    arena_reserve(&arena, 4096);
    VEC(Span) spans = {0}, others = {0};
    vec_push(&arena, &spans, ((Span){0, 1}));
    const Span *first = spans.items;
    for (uint32_t i = 1; i < 20; i++)
        vec_push(&arena, &spans, ((Span){i, i + 1}));
    assert_ptr_equal(spans.items, first);
    for (uint32_t i = 20; i < spans.cap; i++)
        assert_int_equal(spans.items[i].end, 0);
    vec_push(&arena, &others, ((Span){7, 8}));
    for (uint32_t i = 20; i < 40; i++)
        vec_push(&arena, &spans, ((Span){i, i + 1}));
    assert_ptr_not_equal(spans.items, first); /* others stands behind it */
    assert_int_equal(others.items[0].start, 7);
    for (uint32_t i = 0; i < spans.len; i++)
        assert_int_equal(spans.items[i].start, i);
    arena_release(&arena);
}

static void a_buffer_always_ends_in_a_nul(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer);
    assert_string_equal(buffer.data, "");
    buffer_puts(&buffer, "one");
    buffer_append(&buffer, NULL, 0);
    buffer_append(&buffer, " two", 4);
    buffer_printf(&buffer, " %d%s", 3, "");
    assert_string_equal(buffer.data, "one two 3");
    assert_int_equal(buffer.len, 9);
    buffer_clear(&buffer);
    assert_string_equal(buffer.data, "");
    buffer_release(&buffer);
    assert_null(buffer.data);
}

static void a_buffer_grows(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer);
    for (int i = 0; i < 5000; i++)
        buffer_printf(&buffer, "%04d", i);
    assert_int_equal(buffer.len, 20000);
    assert_memory_equal(buffer.data + 18844, "4711", 4);
    assert_int_equal(buffer.data[buffer.len], 0);
    buffer_release(&buffer);
}

static void a_buffer_drops_from_its_front(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer);
    buffer_append(&buffer, "head\0tail", 9);
    buffer_drop(&buffer, 5);
    assert_string_equal(buffer.data, "tail");
    buffer_drop(&buffer, 99);
    assert_int_equal(buffer.len, 0);
    assert_string_equal(buffer.data, "");
    buffer_release(&buffer);
}

/* --- interned names --- */

static void equal_names_have_one_address(void **state)
{
    (void)state;
    Arena arena;
    Interner interner;
    arena_init(&arena);
    interner_init(&interner, &arena);
    const char *name = intern(&interner, "asyncio.sleep", 7);
    assert_string_equal(name, "asyncio");
    assert_ptr_equal(name, intern(&interner, "asyncio", 7));
    assert_ptr_not_equal(name, intern(&interner, "async", 5));
    assert_ptr_not_equal(name, intern(&interner, "asyncios", 8));
    assert_string_equal(intern(&interner, "", 0), "");
    assert_ptr_equal(intern(&interner, "a\0b", 3), intern(&interner, "a", 1));
    arena_release(&arena);
}

static void names_keep_their_address_while_the_table_grows(void **state)
{
    (void)state;
    enum { NAMES = 5000 };
    static const char *names[NAMES];
    Arena arena;
    Interner interner;
    arena_init(&arena);
    interner_init(&interner, &arena);
    char text[16];
    for (int i = 0; i < NAMES; i++) {
        int len = snprintf(text, sizeof text, "name%d", i);
        names[i] = intern(&interner, text, (size_t)len);
    }
    assert_int_equal(interner.count, NAMES);
    for (int i = 0; i < NAMES; i++) {
        int len = snprintf(text, sizeof text, "name%d", i);
        assert_ptr_equal(intern(&interner, text, (size_t)len), names[i]);
        assert_string_equal(names[i], text);
    }
    assert_int_equal(interner.count, NAMES);
    arena_release(&arena);
}

/* --- strings --- */

static void string_helpers(void **state)
{
    (void)state;
    assert_true(starts_with("time.sleep", "time."));
    assert_true(starts_with("x", ""));
    assert_false(starts_with("tim", "time"));
    assert_true(ends_with("app.py", ".py"));
    assert_false(ends_with("py", ".py"));
    assert_true(same("a", "a"));
    assert_false(same(NULL, NULL));
    assert_false(same("a", NULL));
    assert_true(str_is(str("sleep"), "sleep"));
    assert_false(str_is((Str){"sleep", 4}, "sleep"));
    assert_true(str_is((Str){"sleepy", 5}, "sleep"));
    char *copy = xstrdup("copy");
    assert_string_equal(copy, "copy");
    free(xrealloc(copy, 100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(the_arena_serves_what_is_larger_than_a_block),
        cmocka_unit_test(a_reset_arena_is_zeroed_again),
        cmocka_unit_test(arena_text_ends_in_a_nul),
        cmocka_unit_test(a_vector_grows_and_keeps_old_items_in_place),
        cmocka_unit_test(the_newest_vector_grows_where_it_is),
        cmocka_unit_test(a_buffer_always_ends_in_a_nul),
        cmocka_unit_test(a_buffer_grows),
        cmocka_unit_test(a_buffer_drops_from_its_front),
        cmocka_unit_test(equal_names_have_one_address),
        cmocka_unit_test(names_keep_their_address_while_the_table_grows),
        cmocka_unit_test(string_helpers),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
