/* test_diff.c - applying what changed to the one text gives the other. */
#include "asynclint/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void apply(Str before, Str after, const ChangeList *changes, Buffer *out)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < changes->len; i++) {
        Change change = changes->items[i];
        assert_true(change.before.start >= at);
        buffer_append(out, before.ptr + at, change.before.start - at);
        buffer_append(out, after.ptr + change.after.start,
                      change.after.end - change.after.start);
        at = change.before.end;
    }
    buffer_append(out, before.ptr + at, before.len - at);
}

/* Both whole lines and trimmed; returns the number of changes. */
static uint32_t check(Str before, Str after)
{
    Arena arena;
    arena_init(&arena);
    ChangeList changes = {0};
    diff_lines(before, after, &arena, &changes);
    for (int trimmed = 0; trimmed < 2; trimmed++) {
        Buffer out;
        buffer_init(&out);
        apply(before, after, &changes, &out);
        assert_int_equal(out.len, after.len);
        assert_memory_equal(out.data, after.ptr, after.len);
        buffer_release(&out);
        for (uint32_t i = 0; i < changes.len; i++)
            diff_trim(before, after, &changes.items[i]);
    }
    uint32_t found = changes.len;
    arena_release(&arena);
    return found;
}

static void test_examples(void **state)
{
    (void)state;
    assert_int_equal(check(str(""), str("")), 0);
    assert_int_equal(check(str("a\n"), str("a\n")), 0);
    assert_int_equal(check(str(""), str("a\nb")), 1);
    assert_int_equal(check(str("a\nb"), str("")), 1);
    assert_int_equal(check(str("a\nb\nc\n"), str("a\nx\nc\n")), 1);
    assert_int_equal(check(str("a\nb\nc\n"), str("x\na\nb\ny\n")), 2);
    assert_int_equal(check(str("a\r\nb\rc\n"), str("a\nb\rc\n")), 1);
    assert_int_equal(check(str("a"), str("a\n")), 1);
}

static void test_trim(void **state)
{
    (void)state;
    Str before = str("  f(\xC3\xA9)\r\n"), after = str("  f(\xC3\xA8)\r\n");
    Change change = {.before = {0, before.len}, .after = {0, after.len}};
    diff_trim(before, after, &change);
    assert_int_equal(change.before.start, 4);
    assert_int_equal(change.before.end, 6);
    before = str("a\r\n"), after = str("a\r\r\n");
    change = (Change){.before = {0, before.len}, .after = {0, after.len}};
    diff_trim(before, after, &change);
    assert_int_equal(change.before.start, 1);
}

static void test_random(void **state)
{
    (void)state;
    static const char *const LINES[] = {"a\n", "b\n", "c\r\n", "d\r", "\xC3\xA9\n"};
    srand(1);
    for (int round = 0; round < 3000; round++) {
        Buffer texts[2];
        for (int side = 0; side < 2; side++) {
            buffer_init(&texts[side]);
            for (int line = rand() % 30; line > 0; line--)
                buffer_puts(&texts[side], LINES[rand() % 5]);
        }
        check(str(texts[0].data), str(texts[1].data));
        buffer_release(&texts[0]);
        buffer_release(&texts[1]);
    }
}

static void test_nothing_in_common(void **state)
{
    (void)state;
    Buffer texts[2];
    for (int side = 0; side < 2; side++) {
        buffer_init(&texts[side]);
        for (int line = 0; line < 3000; line++)
            buffer_printf(&texts[side], "%d\n", side * 10000 + line);
    }
    assert_int_equal(check((Str){texts[0].data, (uint32_t)texts[0].len},
                           (Str){texts[1].data, (uint32_t)texts[1].len}),
                     1);
    buffer_release(&texts[0]);
    buffer_release(&texts[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_nothing_in_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
