/*
 * diff.c - what changed between two texts, line by line.
 *
 * Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986) on
 * the lines between the common beginning and the common end. Fixes change few lines, so
 * the edit distance is small; it is capped, for texts that have little in common.
 */
#include "asynclint/diff.h"

enum { DISTANCE_LARGEST = 1000 }; /* the trace takes its square, in 4-byte units */

typedef struct Lines {
    Str text;
    VEC(uint32_t) starts; /* of each line, and the text's end */
} Lines;

typedef struct Diff {
    Arena *arena;
    Lines a, b;
    uint32_t head;   /* lines that both begin with */
    int32_t n, m;    /* lines between beginning and end, of a and of b */
    int32_t **trace; /* trace[d][k + d]: how far into a diagonal k got with d edits */
} Diff;

static void split(Lines *lines, Str text, Arena *arena)
{
    lines->text = text;
    vec_push(arena, &lines->starts, 0);
    for (uint32_t i = 0; i < text.len; i++) {
        bool crlf = text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        if ((text.ptr[i] == '\n' || text.ptr[i] == '\r') && !crlf)
            vec_push(arena, &lines->starts, i + 1);
    }
    if (lines->starts.items[lines->starts.len - 1] != text.len)
        vec_push(arena, &lines->starts, text.len);
}

static uint32_t count(const Lines *lines)
{
    return lines->starts.len - 1;
}

static bool equal(const Diff *diff, uint32_t a, uint32_t b)
{
    uint32_t from_a = diff->a.starts.items[a], from_b = diff->b.starts.items[b];
    uint32_t len = diff->a.starts.items[a + 1] - from_a;
    return len == diff->b.starts.items[b + 1] - from_b &&
           memcmp(diff->a.text.ptr + from_a, diff->b.text.ptr + from_b, len) == 0;
}

/* Lines of the middle, without those that begin or end both texts. */
static bool equal_middle(const Diff *diff, int32_t x, int32_t y)
{
    return equal(diff, diff->head + (uint32_t)x, diff->head + (uint32_t)y);
}

static void skip_ends(Diff *diff)
{
    uint32_t a = count(&diff->a), b = count(&diff->b);
    while (diff->head < a && diff->head < b && equal(diff, diff->head, diff->head))
        diff->head++;
    while (a > diff->head && b > diff->head && equal(diff, a - 1, b - 1))
        a--, b--;
    diff->n = (int32_t)(a - diff->head);
    diff->m = (int32_t)(b - diff->head);
}

/* Where the best path with d edits comes onto diagonal k: down from k + 1 (a line of b
 * added) or right from k - 1 (a line of a removed). */
static bool comes_down(const int32_t *before, int32_t d, int32_t k)
{
    return k == -d || (k != d && before[k - 1 + d - 1] < before[k + 1 + d - 1]);
}

static int32_t step(const Diff *diff, int32_t d, int32_t k)
{
    if (!d)
        return 0;
    const int32_t *before = diff->trace[d - 1];
    return comes_down(before, d, k) ? before[k + 1 + d - 1] : before[k - 1 + d - 1] + 1;
}

/* The number of edits, or -1 when there are too many. */
static int32_t search(Diff *diff)
{
    diff->trace = arena_alloc(diff->arena, sizeof(int32_t *) * (DISTANCE_LARGEST + 1));
    for (int32_t d = 0; d <= DISTANCE_LARGEST; d++) {
        size_t width = 2 * (size_t)d + 1;
        diff->trace[d] = arena_alloc(diff->arena, sizeof(int32_t) * width);
        for (int32_t k = -d; k <= d; k += 2) {
            int32_t x = step(diff, d, k);
            while (x < diff->n && x - k < diff->m && equal_middle(diff, x, x - k))
                x++;
            diff->trace[d][k + d] = x;
            if (x >= diff->n && x - k >= diff->m)
                return d;
        }
    }
    return -1;
}

/* Puts a line range in front of the list, which is built from the end. */
static void push(Diff *diff, ChangeList *list, Change change)
{
    Change *last = list->len ? &list->items[list->len - 1] : NULL;
    if (last && change.before_line + change.before_count == last->before_line &&
        change.after_line + change.after_count == last->after_line) {
        last->before_line = change.before_line;
        last->before_count += change.before_count;
        last->after_line = change.after_line;
        last->after_count += change.after_count;
        return;
    }
    vec_push(diff->arena, list, change);
}

static void backtrack(Diff *diff, int32_t d, ChangeList *list)
{
    int32_t k = diff->n - diff->m;
    for (; d > 0; d--) {
        const int32_t *before = diff->trace[d - 1];
        bool down = comes_down(before, d, k);
        k += down ? 1 : -1;
        int32_t x = before[k + d - 1];
        push(diff, list,
             (Change){.before_line = diff->head + (uint32_t)x,
                      .before_count = down ? 0 : 1,
                      .after_line = diff->head + (uint32_t)(x - k),
                      .after_count = down ? 1 : 0});
    }
}

static Span line_span(const Lines *lines, uint32_t line, uint32_t lines_in_it)
{
    return (Span){lines->starts.items[line], lines->starts.items[line + lines_in_it]};
}

void diff_lines(Str before, Str after, Arena *arena, ChangeList *out)
{
    Diff diff = {.arena = arena};
    split(&diff.a, before, arena);
    split(&diff.b, after, arena);
    skip_ends(&diff);
    ChangeList list = {0};
    int32_t edits = search(&diff);
    if (edits >= 0)
        backtrack(&diff, edits, &list);
    else
        push(&diff, &list,
             (Change){.before_line = diff.head,
                      .before_count = (uint32_t)diff.n,
                      .after_line = diff.head,
                      .after_count = (uint32_t)diff.m});
    while (list.len) {
        Change change = list.items[--list.len];
        change.before = line_span(&diff.a, change.before_line, change.before_count);
        change.after = line_span(&diff.b, change.after_line, change.after_count);
        vec_push(arena, out, change);
    }
}

static bool is_inside(Str text, uint32_t at)
{
    if (at == 0 || at >= text.len)
        return false;
    return ((unsigned char)text.ptr[at] & 0xC0) == 0x80 ||
           (text.ptr[at] == '\n' && text.ptr[at - 1] == '\r');
}

void diff_trim(Str before, Str after, Change *change)
{
    Span *a = &change->before, *b = &change->after;
    while (a->start < a->end && b->start < b->end &&
           before.ptr[a->start] == after.ptr[b->start])
        a->start++, b->start++;
    while (a->start > 0 && b->start > 0 &&
           (is_inside(before, a->start) || is_inside(after, b->start)))
        a->start--, b->start--;
    uint32_t from_a = a->end, from_b = b->end;
    while (a->end > a->start && b->end > b->start &&
           before.ptr[a->end - 1] == after.ptr[b->end - 1])
        a->end--, b->end--;
    while (a->end < from_a && b->end < from_b &&
           (is_inside(before, a->end) || is_inside(after, b->end)))
        a->end++, b->end++;
}
