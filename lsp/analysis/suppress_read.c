/*
 * suppress_read.c - finds the suppressions in a file's comments, and the lines they are
 * about.
 */
#include "analysis/suppress.h"
#include "findings/habits.h"
#include "text/word_byte.h"

#include <stdlib.h>

uint32_t first_code(const Syntax *s)
{
    for (Ref c = first_child(s, 1); c; c = next_child(s, c)) {
        Ref value = kind_of(s, c) == N_EXPRESSION ? first_child(s, c) : 0;
        if (!value || kind_of(s, value) != N_STRING)
            return full_start(s, c);
    }
    return s->text.len;
}

/* --- ours --- */

static uint32_t skip_blank(Str text, uint32_t at, uint32_t end)
{
    while (at < end && (is_blank(text.ptr[at]) || is_eol(text.ptr[at])))
        at++;
    return at;
}

static bool take_word(Str text, uint32_t *at, uint32_t end, const char *word)
{
    size_t len = strlen(word);
    if (end - *at < len || memcmp(text.ptr + *at, word, len) != 0)
        return false;
    uint32_t next = *at + (uint32_t)len;
    if (next < end && (is_word_byte(text.ptr[next]) || text.ptr[next] == '-'))
        return false;
    *at = next;
    return true;
}

/* Adds one suppression for each id of the list that stands between the brackets. */
static void read_ids(Suppressions *all, Suppression item, Span list)
{
    Str text = all->syntax->text;
    for (uint32_t at = list.start; at < list.end; at++) {
        at = skip_blank(text, at, list.end);
        uint32_t end = at;
        while (end < list.end && text.ptr[end] != ',')
            end++;
        uint32_t stop = end;
        while (stop > at && (is_blank(text.ptr[stop - 1]) || is_eol(text.ptr[stop - 1])))
            stop--;
        if (stop > at) {
            item.id = arena_strndup(all->arena, text.ptr + at, stop - at);
            item.rule = rule_find(item.id);
            item.where = (Span){at, stop};
            suppression_add(all, item);
        }
        at = end;
    }
}

static void add_directive(Suppressions *all, uint32_t index, Span span, bool whole_file,
                          const Span *list)
{
    const Syntax *s = all->syntax;
    Directive directive = {
        .comment = s->comments.items[index], .span = span, .first = all->items.len};
    CommentPlace place = comment_place(all, index);
    Suppression item = {.family = FAMILY_OURS,
                        .reach = place.alone ? REACH_NEXT : REACH_LINE,
                        .line = place.line,
                        .where = span,
                        .directive = all->directives.len};
    if (whole_file) {
        item.reach = REACH_RANGE;
        directive.misplaced = span.start > first_code(s);
        item.range = directive.misplaced ? (Span){0, 0} : (Span){0, UINT32_MAX};
    }
    if (list)
        read_ids(all, item, *list);
    else
        suppression_add(all, item);
    directive.count = all->items.len - directive.first;
    vec_push(all->arena, &all->directives, directive);
}

/* `at` is behind "asynclint:". */
static void read_directive(Suppressions *all, uint32_t index, uint32_t start, uint32_t at)
{
    Str text = all->syntax->text;
    uint32_t end = comment_body(all->syntax, all->syntax->comments.items[index]).end;
    at = skip_blank(text, at, end);
    bool whole_file = take_word(text, &at, end, "ignore-file");
    if (!whole_file && !take_word(text, &at, end, "ignore"))
        return;
    uint32_t open = skip_blank(text, at, end);
    if (open >= end || text.ptr[open] != '[') {
        add_directive(all, index, (Span){start, at}, whole_file, NULL);
        return;
    }
    const char *close = memchr(text.ptr + open, ']', end - open);
    if (!close)
        return;
    Span list = {open + 1, (uint32_t)(close - text.ptr)};
    add_directive(all, index, (Span){start, list.end + 1}, whole_file, &list);
}

static void read_ours(Suppressions *all, uint32_t index)
{
    static const char MARK[] = "asynclint:";
    Str text = all->syntax->text;
    Span body = comment_body(all->syntax, all->syntax->comments.items[index]);
    uint32_t at = body.start;
    while (at < body.end) {
        const char *found = memmem(text.ptr + at, body.end - at, MARK, sizeof(MARK) - 1);
        if (!found)
            return;
        uint32_t start = (uint32_t)(found - text.ptr);
        at = start + (uint32_t)sizeof(MARK) - 1;
        if (start == body.start || !is_word_byte(text.ptr[start - 1]))
            read_directive(all, index, start, at);
    }
}

/* --- all of them --- */

typedef struct LineKey {
    uint32_t line, index;
} LineKey;

static int compare_lines(const void *a, const void *b)
{
    const LineKey *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void sort_by_line(Suppressions *all)
{
    VEC(LineKey) keys = {0};
    for (uint32_t i = 0; i < all->items.len; i++) {
        LineKey key = {all->items.items[i].line, i};
        if (all->items.items[i].reach == REACH_RANGE)
            vec_push(all->arena, &all->ranges, i);
        else
            vec_push(all->arena, &keys, key);
    }
    if (keys.len)
        qsort(keys.items, keys.len, sizeof(*keys.items), compare_lines);
    for (uint32_t i = 0; i < keys.len; i++)
        vec_push(all->arena, &all->by_line, keys.items[i].index);
}

Suppressions *suppressions_read(Arena *arena, const Syntax *syntax, Document *doc,
                                bool foreign)
{
    Suppressions *all = NEW(arena, Suppressions);
    *all = (Suppressions){.arena = arena, .syntax = syntax, .doc = doc};
    for (uint32_t i = 0; i < syntax->comments.len; i++) {
        read_ours(all, i);
        if (foreign)
            read_foreign(all, i);
    }
    sort_by_line(all);
    return all;
}
