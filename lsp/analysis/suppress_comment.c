/*
 * suppress_comment.c - a comment as those who read suppressions see it: its text between
 * the marks, how it stands on its line, and the list that they fill.
 */
#include "analysis/suppress.h"
#include "findings/habits.h"

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
    if (from == 0)
        from = bom_len(s->text);
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

void suppression_add(Suppressions *all, Suppression item)
{
    vec_push(all->arena, &all->items, item);
}
