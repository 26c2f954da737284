/*
 * import_site.c - where a new import goes: behind the imports that begin the file; else
 * behind its docstring or directives; else behind the comments that belong to the file,
 * not to its first statement.
 */
#include "findings/habits.h"

static Ref string_statement(const Syntax *s, Ref statement)
{
    Ref value = kind_of(s, statement) == N_EXPRESSION ? first_child(s, statement) : 0;
    return value && kind_of(s, value) == N_STRING ? value : 0;
}

/* js: const x = require('m') */
static bool is_require(const Syntax *s, Ref statement)
{
    if (kind_of(s, statement) != N_DECLARE)
        return false;
    for (Ref r = statement; r < s->nodes[statement].last; r++)
        if (kind_of(s, r) == N_CALL && s->nodes[r].parent &&
            kind_of(s, s->nodes[r].parent) == N_ASSIGN) {
            Ref callee = child_with(s, r, R_CALLEE);
            return callee && same(s->nodes[callee].name, "require");
        }
    return false;
}

/* Python: `if TYPE_CHECKING: import …`, `try: import …`, `__all__ = …` among the imports. */
static bool is_among_imports(const Syntax *s, Ref statement)
{
    NodeKind kind = kind_of(s, statement);
    if (kind == N_TRY || kind == N_IF) {
        Ref body = child_with(s, statement, kind == N_TRY ? R_BODY : R_THEN);
        Ref first = body ? first_child(s, body) : 0;
        return first && kind_of(s, first) == N_IMPORT;
    }
    Ref assign = kind == N_EXPRESSION ? first_child(s, statement) : 0;
    Ref left = assign && kind_of(s, assign) == N_ASSIGN ? child_with(s, assign, R_LEFT) : 0;
    return left && s->nodes[left].name && starts_with(s->nodes[left].name, "__");
}

/* The statement behind which a new import goes, or 0. */
static Ref find_anchor(const Pass *p)
{
    const Syntax *s = p->syntax;
    Ref anchor = 0;
    bool begins = true; /* only strings so far: a docstring, "use strict" */
    for (Ref c = first_child(s, 1); c; c = next_child(s, c)) {
        if (begins && string_statement(s, c) && (pass_js(p) || !anchor)) {
            anchor = c;
            continue;
        }
        begins = false;
        if (kind_of(s, c) == N_IMPORT || (pass_js(p) && is_require(s, c)))
            anchor = c;
        else if (pass_js(p) || !is_among_imports(s, c))
            break;
    }
    return anchor;
}

/* The end of the anchor's line, or of the statement that begins on it. */
static uint32_t after_anchor(const Syntax *s, Ref anchor)
{
    uint32_t end = line_end(s->text, s->nodes[anchor].end);
    for (Ref c = next_child(s, anchor); c && s->nodes[c].start < end; c = next_child(s, c))
        if (s->nodes[c].end > end)
            end = line_end(s->text, s->nodes[c].end);
    return end;
}

/* The comment speaks of the statement under it. */
static bool speaks_of_next(Str comment)
{
    static const char *const WORDS[] = {"asynclint: ignore[", "-next-line",
                                        "disable-next",       "@ts-ignore",
                                        "@ts-expect",         "biome-ignore "};
    for (size_t i = 0; i < COUNT(WORDS); i++)
        if (memmem(comment.ptr, comment.len, WORDS[i], strlen(WORDS[i])))
            return true;
    return comment.len >= 3 && memcmp(comment.ptr, "/**", 3) == 0;
}

/* Nothing but one line ending, and the indentation, is between the two. */
static bool touches(Str text, uint32_t end, uint32_t start)
{
    return next_line(text, end) == line_start(text, start) && line_end(text, end) < start;
}

/* Where the first statement begins, with the comments that belong to it. */
static uint32_t first_start(const Pass *p, Ref statement, uint32_t head)
{
    const Syntax *s = p->syntax;
    uint32_t start = full_start(s, statement), paragraph = start;
    uint32_t i = s->comments.len;
    while (i > 0 && s->comments.items[i - 1].start >= start)
        i--;
    bool alone = i > 0; /* the paragraph above is the file's first: it is the file's */
    uint32_t last = i;
    for (; i > 0; i--) {
        Span comment = s->comments.items[i - 1];
        if (comment.start < head || !touches(s->text, comment.end, paragraph))
            break;
        paragraph = comment.start;
    }
    alone = alone && (i == 0 || s->comments.items[i - 1].start < head);
    if (!alone || paragraph == start)
        return paragraph;
    Span comment = s->comments.items[last - 1];
    Str text = {s->text.ptr + comment.start, comment.end - comment.start};
    return speaks_of_next(text) ? comment.start : start;
}

void import_line(Pass *p, Fix *fix, const char *line)
{
    const Syntax *s = p->syntax;
    const char *eol = line_ending(p);
    Ref anchor = find_anchor(p), first = first_child(s, 1);
    Edit edit = {.shared = true};
    if (anchor) {
        bool text = string_statement(s, anchor) && !pass_js(p);
        edit.span.start = after_anchor(s, anchor);
        edit.text = arena_printf(p->arena, "%s%s%s", eol, text ? eol : "", line);
    } else {
        uint32_t head = after_head(s->text, !pass_js(p));
        uint32_t start = first ? first_start(p, first, head) : s->text.len;
        edit.span.start = start > head ? start : head;
        bool definition = first && !pass_js(p) &&
                          (kind_of(s, first) == N_FUNCTION || kind_of(s, first) == N_CLASS);
        edit.text =
            arena_printf(p->arena, "%s%s%s%s", line, eol, eol, definition ? eol : "");
    }
    edit.span.end = edit.span.start;
    fix_add(p, fix, edit);
}
