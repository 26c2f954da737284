/*
 * suppress_read.c - finds the suppressions in a file's comments, and the lines they are
 * about.
 */
#include "analysis/suppress.h"
#include "findings/habits.h"

#include <stdlib.h>

Span comment_body(const Syntax *s, Span comment)
{
    const char *text = s->text.ptr;
    Span body = comment;
    if (text[body.start] == '#')
        body.start++;
    else if (body.end - body.start >= 2)
        body.start += 2;
    bool block = comment.end - comment.start >= 4 && text[comment.start + 1] == '*' &&
                 text[comment.end - 1] == '/' && text[comment.end - 2] == '*';
    if (block && text[comment.start] == '/')
        body.end -= 2;
    return body;
}

uint32_t first_code(const Syntax *s)
{
    for (Ref c = first_child(s, 1); c; c = next_child(s, c)) {
        Ref value = kind_of(s, c) == N_EXPRESSION ? first_child(s, c) : 0;
        if (!value || kind_of(s, value) != N_STRING)
            return full_start(s, c);
    }
    return s->text.len;
}

void suppression_add(Suppressions *all, Suppression item)
{
    vec_push(all->arena, &all->items, item);
}

/* --- where a comment stands --- */

static bool blank_between(Str text, uint32_t from, uint32_t to)
{
    while (from < to && is_blank(text.ptr[from]))
        from++;
    return from >= to;
}

static bool is_alone(const Syntax *s, Span comment)
{
    uint32_t from = line_start(s->text, comment.start), start = comment.start;
    uint32_t to = line_end(s->text, comment.end), end = comment.end;
    if (from == 0 && s->text.len >= 3 && memcmp(s->text.ptr, "\xef\xbb\xbf", 3) == 0)
        from = 3;
    if (blank_between(s->text, from, start) && blank_between(s->text, end, to))
        return true;
    while (start > from && is_blank(s->text.ptr[start - 1]))
        start--;
    while (end < to && is_blank(s->text.ptr[end]))
        end++;
    return start > from && end < to && s->text.ptr[start - 1] == '{' &&
           s->text.ptr[end] == '}' && blank_between(s->text, from, start - 1) &&
           blank_between(s->text, end + 1, to);
}

/* From the last one up, so that a stack of comments is looked at once. */
static void find_places(Suppressions *all)
{
    const Syntax *s = all->syntax;
    uint32_t count = s->comments.len;
    all->places = arena_alloc(all->arena, (count + 1) * sizeof(*all->places));
    for (uint32_t i = count; i-- > 0;) {
        Span comment = s->comments.items[i];
        CommentPlace place = {.alone = is_alone(s, comment),
                              .line = document_line_of(all->doc, comment.end)};
        if (place.alone) {
            place.line++;
            if (i + 1 < count && all->places[i + 1].alone &&
                document_line_of(all->doc, s->comments.items[i + 1].start) == place.line)
                place.line = all->places[i + 1].line;
        }
        all->places[i] = place;
    }
}

CommentPlace comment_place(Suppressions *all, uint32_t index)
{
    if (!all->places)
        find_places(all);
    return all->places[index];
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
    if (next < end && (ends_name(text.ptr[next]) || text.ptr[next] == '-'))
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
        if (start == body.start || !ends_name(text.ptr[start - 1]))
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
