/* test_patch.c - a patch says what changed, in a form that others can apply. */
#include "unit.h"

#include "check/patch.h"

#include <stdio.h>
#include <stdlib.h>

/* Applies a unified diff to `before` as strictly as the format allows: context and removed
 * lines must be there, the numbers of the hunks must be right. */
typedef struct Applier {
    const char *patch;
    Str before;
    uint32_t at, line, new_line;
    Buffer out;
} Applier;

/* Copies or skips one line of the old text; it must be `text`. */
static void take_line(Applier *a, const char *text, size_t len, bool newline, bool copy)
{
    size_t whole = len + newline;
    assert_true(a->before.len - a->at >= whole);
    assert_memory_equal(a->before.ptr + a->at, text, len);
    if (newline)
        assert_int_equal(a->before.ptr[a->at + len], '\n');
    else
        assert_int_equal(a->before.len - a->at, len);
    if (copy)
        buffer_append(&a->out, a->before.ptr + a->at, whole);
    a->at += (uint32_t)whole;
    a->line++;
    a->new_line += copy;
}

static void copy_to_line(Applier *a, uint32_t line)
{
    while (a->line < line) {
        const char *from = a->before.ptr + a->at;
        const char *newline = memchr(from, '\n', a->before.len - a->at);
        assert_non_null(newline);
        take_line(a, from, (size_t)(newline - from), true, true);
    }
}

static uint32_t read_range(const char **text, uint32_t *count)
{
    char *end;
    uint32_t first = (uint32_t)strtoul(*text + 1, &end, 10);
    *count = 1;
    if (*end == ',')
        *count = (uint32_t)strtoul(end + 1, &end, 10);
    *text = end + 1;
    return *count ? first - 1 : first;
}

static void apply_hunk(Applier *a)
{
    assert_memory_equal(a->patch, "@@ -", 4);
    const char *text = a->patch + 3;
    uint32_t old_count, new_count;
    uint32_t old_first = read_range(&text, &old_count);
    uint32_t new_first = read_range(&text, &new_count);
    copy_to_line(a, old_first);
    assert_int_equal(a->new_line, new_first);
    a->patch += strcspn(a->patch, "\n") + 1;
    uint32_t old_end = a->line + old_count, new_end = a->new_line + new_count;
    while (a->line < old_end || a->new_line < new_end) {
        size_t len = strcspn(a->patch, "\n");
        char mark = *a->patch;
        const char *next = a->patch + len + 1;
        bool newline = *next != '\\';
        if (mark == '+') {
            buffer_append(&a->out, a->patch + 1, len - 1 + newline);
            a->new_line++;
        } else {
            assert_true(mark == '-' || mark == ' ');
            take_line(a, a->patch + 1, len - 1, newline, mark == ' ');
        }
        a->patch = newline ? next : next + strcspn(next, "\n") + 1;
    }
}

static void check(Str before, Str after)
{
    Buffer patch;
    buffer_init(&patch);
    patch_append(&patch, "x.py", before, after, (PatchStyle){false, false});
    Applier a = {.patch = patch.data, .before = before};
    buffer_init(&a.out);
    if (patch.len > 0) {
        const char head[] = "--- a/x.py\n+++ b/x.py\n";
        assert_memory_equal(patch.data, head, sizeof head - 1);
        a.patch += sizeof head - 1;
    }
    while (*a.patch)
        apply_hunk(&a);
    buffer_append(&a.out, before.ptr + a.at, before.len - a.at);
    assert_int_equal(a.out.len, after.len);
    assert_memory_equal(a.out.data, after.ptr, after.len);
    buffer_release(&a.out);
    buffer_release(&patch);
}

static void equal_texts_make_no_patch(void **state)
{
    (void)state;
    Buffer patch;
    buffer_init(&patch);
    patch_append(&patch, "x.py", str("a\nb"), str("a\nb"), (PatchStyle){false, false});
    assert_int_equal(patch.len, 0);
    buffer_release(&patch);
}

static void the_form_is_that_of_git(void **state)
{
    (void)state;
    Buffer patch;
    buffer_init(&patch);
    patch_append(&patch, "x.py", str("1\n2\n3\n4\n5\n6\n7\n8\n9"),
                 str("1\n2\n3\n4\nfive\n6\n7\n8\n9\n"), (PatchStyle){false, false});
    assert_string_equal(patch.data, "--- a/x.py\n+++ b/x.py\n@@ -2,8 +2,8 @@\n 2\n 3\n 4\n"
                                    "-5\n+five\n 6\n 7\n 8\n-9\n"
                                    "\\ No newline at end of file\n+9\n");
    buffer_clear(&patch);
    patch_append(&patch, "a b\"c\n.py", str(""), str("x\n"), (PatchStyle){false, false});
    assert_string_equal(patch.data,
                        "--- \"a/a b\\\"c\\012.py\"\n+++ \"b/a b\\\"c\\012.py\"\n"
                        "@@ -0,0 +1 @@\n+x\n");
    buffer_clear(&patch);
    patch_append(&patch, "/a b.py", str("x\n"), str(""), (PatchStyle){false, false});
    assert_string_equal(patch.data, "--- a/a b.py\t\n+++ b/a b.py\t\n@@ -1 +0,0 @@\n-x\n");
    buffer_release(&patch);
}

static void nothing_in_it_is_obeyed_by_a_terminal(void **state)
{
    (void)state;
    Buffer patch;
    buffer_init(&patch);
    patch_append(&patch, "x.py", str("\x1b[2J\r\n"), str("\ta\xe2\x80\xae\r\n"),
                 (PatchStyle){.color = false, .terminal = true});
    assert_string_equal(patch.data, "--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n"
                                    "-\\x1b[2J\r\n+\ta\\u202e\r\n");
    buffer_release(&patch);
}

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

/* Lines of one of few texts, with any of the line endings, mostly LF. */
static void random_text(uint32_t *seed, Buffer *out)
{
    static const char *const endings[] = {"\n", "\n", "\n", "\r\n", "\r", "\n\n"};
    uint32_t lines = random_below(seed, 30);
    for (uint32_t i = 0; i < lines; i++)
        buffer_printf(out, "%c%s", 'a' + (int)random_below(seed, 4),
                      endings[random_below(seed, COUNT(endings))]);
    if (random_below(seed, 2))
        buffer_puts(out, "end");
}

static void mutate(uint32_t *seed, const Buffer *from, Buffer *out)
{
    uint32_t odds = 2 + random_below(seed, 40);
    for (size_t i = 0; i < from->len; i++) {
        if (random_below(seed, odds) == 0)
            buffer_puts(out, random_below(seed, 2) ? "new\n" : "\r");
        if (random_below(seed, odds) != 0)
            buffer_append(out, from->data + i, 1);
    }
}

static void any_patch_applies(void **state)
{
    (void)state;
    uint32_t seed = 7;
    Buffer before, after;
    buffer_init(&before);
    buffer_init(&after);
    for (int round = 0; round < 5000; round++) {
        buffer_clear(&before);
        buffer_clear(&after);
        random_text(&seed, &before);
        mutate(&seed, &before, &after);
        check((Str){before.data, (uint32_t)before.len},
              (Str){after.data, (uint32_t)after.len});
    }
    buffer_release(&before);
    buffer_release(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_make_no_patch),
        cmocka_unit_test(the_form_is_that_of_git),
        cmocka_unit_test(nothing_in_it_is_obeyed_by_a_terminal),
        cmocka_unit_test(any_patch_applies),
    };
    return cmocka_run_group_tests_name("patch", tests, NULL, NULL);
}
