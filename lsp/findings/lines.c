/*
 * lines.c - puts a line of its own before or after a statement.
 *
 * Most statements have their line to themselves. The others share it with a neighbour
 * (`a(); b()`), or with the head of what they belong to (`if x: a()`, `if (x) a();`).
 */
#include "findings/habits.h"

/* Nothing but white space stands before the byte on its line. */
static bool opens_line(const Syntax *s, uint32_t byte)
{
    Str indent = line_indent(s->text, byte);
    return indent.ptr + indent.len == s->text.ptr + byte;
}

/* js: the body of an `if`, a loop … without braces. */
static bool is_bare_body(const Syntax *s, Ref statement)
{
    switch (kind_of(s, s->nodes[statement].parent)) {
    case N_MODULE:
    case N_BLOCK:
    case N_CASE:
    case N_EXPORT:
        return false;
    default:
        return true;
    }
}

/* Why no statement can stand next to this one, or NULL. */
static const char *place_problem(const Pass *p, Ref statement)
{
    const Syntax *s = p->syntax;
    const Node *node = node_at(s, statement);
    if (!pass_js(p) && node->kind == N_IF && node->role == R_ELSE)
        return "no statement can stand next to an `elif`";
    NodeKind owner = node->parent ? kind_of(s, s->nodes[node->parent].parent) : N_NONE;
    if (pass_js(p) && owner == N_CLASS)
        return "no statement can stand in a class body";
    return NULL;
}

static Ref previous(const Syntax *s, Ref statement)
{
    Ref before = 0;
    for (Ref c = first_child(s, s->nodes[statement].parent); c && c != statement;
         c = next_child(s, c))
        before = c;
    return before;
}

static bool on_one_line(Str text, uint32_t from, uint32_t to)
{
    return line_end(text, from) >= to;
}

/* A statement that stands behind another on its line, ready to be followed by one. */
static const char *closed(const Pass *p, const char *text)
{
    bool done = ends_with(text, ";") || ends_with(text, "}");
    return done ? text : arena_printf(p->arena, "%s;", text);
}

/* Text is put as it is: it may be from the source and hold a `%`. */
static void insert(Pass *p, Fix *fix, uint32_t byte, const char *text)
{
    fix_add(p, fix, (Edit){.span = {byte, byte}, .text = text});
}

/* A line goes before what else is put at the statement's start, such as an `await`. */
static void insert_first(Pass *p, Fix *fix, uint32_t byte, const char *text)
{
    insert(p, fix, byte, text);
    if (fix->disabled)
        return;
    for (uint32_t i = fix->edits.len - 1; i > 0; i--) {
        Edit *before = &fix->edits.items[i - 1];
        bool inline_text = before->span.start == byte && before->span.end == byte &&
                           !strpbrk(before->text, "\r\n");
        if (!inline_text)
            return;
        Edit line = fix->edits.items[i];
        fix->edits.items[i] = *before;
        *before = line;
    }
}

/* `if (x) a();` → `if (x) { new; a(); }` */
static void brace(Pass *p, Fix *fix, Ref statement, const char *before, const char *after)
{
    Span span = span_of(p->syntax, statement);
    insert_first(p, fix, span.start,
                 *before ? arena_printf(p->arena, "{ %s ", closed(p, before)) : "{ ");
    bool open = p->syntax->text.ptr[span.end - 1] != ';';
    insert(p, fix, span.end,
           *after ? arena_printf(p->arena, "%s %s }", open ? ";" : "", closed(p, after))
                  : " }");
}

/* `if x: a()` → the body on lines of its own. */
static void unfold(Pass *p, Fix *fix, Ref statement, const char *text)
{
    const Syntax *s = p->syntax;
    uint32_t end = s->nodes[statement].start, start = end;
    while (start > 0 && is_blank(s->text.ptr[start - 1]))
        start--;
    const char *indent = arena_printf(p->arena, "%s%s%s", line_ending(p),
                                      indentation(p, statement), indent_unit(p));
    fix_add(p, fix,
            (Edit){.span = {start, end},
                   .text = arena_printf(p->arena, "%s%s%s", indent, text, indent)});
}

void fix_line_before(Pass *p, Fix *fix, Ref statement, const char *fmt, ...)
{
    const Syntax *s = p->syntax;
    const char *indent = indentation(p, statement);
    va_list args;
    va_start(args, fmt);
    const char *text = arena_vprintf(p->arena, expand_lines(p, fmt, indent), args);
    va_end(args);
    uint32_t start = full_start(s, statement);
    Ref before = previous(s, statement);
    const char *problem = place_problem(p, statement);
    if (problem) {
        fix_disable(fix, problem);
    } else if (pass_js(p) && is_bare_body(s, statement)) {
        brace(p, fix, statement, text, "");
    } else if (opens_line(s, start)) {
        insert_first(p, fix, start,
                     arena_printf(p->arena, "%s%s%s", text, line_ending(p), indent));
    } else if (before && on_one_line(s->text, s->nodes[before].end, start)) {
        bool several = strpbrk(text, "\r\n") || ends_with(text, ":");
        if (several && !pass_js(p))
            fix_disable(fix, "another statement stands on the same line");
        insert_first(p, fix, start, arena_printf(p->arena, "%s ", closed(p, text)));
    } else if (pass_js(p)) {
        insert_first(p, fix, start, arena_printf(p->arena, "%s ", closed(p, text)));
    } else {
        unfold(p, fix, statement, text);
    }
}

/* Where the statement's line ends, if only a comment stands behind it; else its own end. */
static uint32_t end_with_comment(const Syntax *s, Ref statement)
{
    uint32_t end = s->nodes[statement].end;
    uint32_t stop = line_end(s->text, end), at = end;
    while (at < stop && is_blank(s->text.ptr[at]))
        at++;
    if (at == stop)
        return stop;
    for (uint32_t i = 0; i < s->comments.len; i++) {
        Span comment = s->comments.items[i];
        if (comment.start == at)
            return comment.end <= stop ? comment.end : end;
    }
    return end;
}

void fix_line_after(Pass *p, Fix *fix, Ref statement, const char *fmt, ...)
{
    const Syntax *s = p->syntax;
    const char *indent = indentation(p, statement);
    va_list args;
    va_start(args, fmt);
    const char *text = arena_vprintf(p->arena, expand_lines(p, fmt, indent), args);
    va_end(args);
    uint32_t end = s->nodes[statement].end;
    uint32_t stop = end_with_comment(s, statement);
    const char *problem = place_problem(p, statement);
    if (problem) {
        fix_disable(fix, problem);
    } else if (pass_js(p) && is_bare_body(s, statement)) {
        brace(p, fix, statement, "", text);
    } else if (!pass_js(p) && !opens_line(s, full_start(s, statement)) &&
               !previous(s, statement)) {
        insert(p, fix, end, arena_printf(p->arena, "; %s", text));
    } else if (stop == line_end(s->text, end)) {
        insert(p, fix, stop,
               arena_printf(p->arena, "%s%s%s", line_ending(p), indent, text));
    } else if (pass_js(p)) {
        const char *gap = ends_openly(s, statement) ? "; " : " ";
        insert(p, fix, end, arena_printf(p->arena, "%s%s", gap, closed(p, text)));
    } else {
        insert(p, fix, end, arena_printf(p->arena, "; %s", text));
    }
}

/* --- several lines --- */

bool has_own_lines(const Pass *p, Ref statement)
{
    const Syntax *s = p->syntax;
    uint32_t end = s->nodes[statement].end;
    while (end < s->text.len && is_blank(s->text.ptr[end]))
        end++;
    char after = end < s->text.len ? s->text.ptr[end] : '\n';
    NodeKind block = kind_of(s, s->nodes[statement].parent);
    return opens_line(s, s->nodes[statement].start) && (is_eol(after) || after == '#') &&
           (block == N_BLOCK || block == N_MODULE);
}

bool is_rigid(const Pass *p, Ref from, Ref last)
{
    const Syntax *s = p->syntax;
    for (Ref r = from; r < s->nodes[last].last; r++) {
        NodeKind kind = kind_of(s, r);
        bool text = kind == N_STRING || kind == N_TEMPLATE;
        if (text && line_end(s->text, s->nodes[r].start) < s->nodes[r].end)
            return true;
    }
    return false;
}

void indent_lines(Pass *p, Fix *fix, uint32_t from, uint32_t end, const char *by)
{
    Str text = p->syntax->text;
    for (uint32_t at = next_line(text, from); at < end && at > from;
         from = at, at = next_line(text, at)) {
        if (!is_eol(text.ptr[at]))
            fix_insert(p, fix, at, "%s", by);
    }
}

void remove_statement(Pass *p, Fix *fix, Ref statement)
{
    const Syntax *s = p->syntax;
    Span span = span_of(s, statement);
    uint32_t end = span.end;
    while (end < s->text.len && is_blank(s->text.ptr[end]))
        end++;
    bool whole = end >= s->text.len || is_eol(s->text.ptr[end]);
    if (whole && opens_line(s, span.start))
        span = (Span){line_start(s->text, span.start), next_line(s->text, end)};
    fix_replace(p, fix, span, "%s", "");
}
