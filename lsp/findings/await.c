/*
 * await.c - puts `await` before an expression.
 *
 * `await` binds looser than a call, a member or an index, so that `f().x` has to become
 * `(await f()).x`; and in js looser than what stands left of `**`. What it is put before
 * may bind looser still and then needs parentheses of its own.
 */
#include "findings/habits.h"
#include "text/word_byte.h"

typedef struct Wrap {
    Span span;    /* what is put after `await `, parentheses of its own included */
    bool outside; /* … and around all of it, parentheses are needed */
    bool inside;  /* … around the expression alone */
} Wrap;

/* TypeScript's `x!`, which takes the place of `x` in what follows. */
static bool is_non_null(const Syntax *s, Ref cast)
{
    return kind_of(s, cast) == N_CAST && s->nodes[cast].end > 0 &&
           s->text.ptr[s->nodes[cast].end - 1] == '!';
}

/* What stands around the expression would take its end away from the `await`; parentheses
 * around it are not looked at. */
static bool place_binds_tighter(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[expr].parent;
    NodeRole role = (NodeRole)s->nodes[expr].role;
    switch (kind_of(s, parent)) {
    case N_MEMBER:
    case N_INDEX:
        return role == R_OBJECT;
    case N_CALL:
        return role == R_CALLEE;
    case N_AWAIT:
        return !pass_js(p);
    case N_BINARY:
        return pass_js(p) && role == R_LEFT && same(s->nodes[parent].name, "**");
    case N_CLASS:
        return pass_js(p) && role == R_BASE;
    case N_DECORATOR:
        return pass_js(p);
    default:
        return false;
    }
}

static bool binds_tighter(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    while (is_non_null(s, s->nodes[expr].parent) && !has_flag(s, expr, NF_PARENS))
        expr = s->nodes[expr].parent;
    return !has_flag(s, expr, NF_PARENS) && place_binds_tighter(p, expr);
}

/* `await` would take only the beginning of the expression. */
static bool binds_looser(const Pass *p, Ref expr)
{
    const Syntax *s = p->syntax;
    switch (kind_of(s, expr)) {
    case N_BINARY:
    case N_COMPARE:
    case N_LOGICAL:
    case N_CONDITIONAL:
    case N_YIELD:
    case N_WALRUS:
    case N_ASSIGN:
    case N_AUGMENTED:
    case N_SEQUENCE:
        return true;
    case N_AWAIT:
    case N_UNARY:
        return !pass_js(p);
    case N_FUNCTION:
        return has_flag(s, expr, NF_ARROW);
    case N_TUPLE:
        return s->text.ptr[s->nodes[expr].start] != '(';
    case N_CAST:
        return !is_non_null(s, expr) && s->text.ptr[s->nodes[expr].start] != '<';
    default:
        return false;
    }
}

static bool is_space(char c)
{
    return is_blank(c) || is_eol(c);
}

/* Widens the span by the parentheses around it, if nothing but white space is between. */
static bool take_parens(Str text, Span *span)
{
    uint32_t start = span->start, end = span->end;
    while (start > 0 && is_space(text.ptr[start - 1]))
        start--;
    while (end < text.len && is_space(text.ptr[end]))
        end++;
    if (start == 0 || end >= text.len || text.ptr[start - 1] != '(' || text.ptr[end] != ')')
        return false;
    *span = (Span){start - 1, end + 1};
    return true;
}

static Wrap wrap_for(const Pass *p, Ref expr)
{
    Wrap wrap = {.span = span_of(p->syntax, expr)};
    bool parens = has_flag(p->syntax, expr, NF_PARENS);
    wrap.inside = binds_looser(p, expr);
    wrap.outside = binds_tighter(p, expr);
    if (!parens || !wrap.inside)
        return wrap;
    /* Its own parentheses go behind the `await`; are there others for what is around? */
    if (take_parens(p->syntax->text, &wrap.span)) {
        wrap.inside = false;
        Span outer = wrap.span;
        wrap.outside =
            place_binds_tighter(p, expr) && !take_parens(p->syntax->text, &outer);
    }
    return wrap;
}

/* ";" where a line that begins with a parenthesis would go on with the statement before. */
static const char *guard(const Pass *p, Ref expr, uint32_t byte)
{
    const Syntax *s = p->syntax;
    Ref statement = statement_of(s, expr);
    if (!pass_js(p) || !statement || s->nodes[statement].start != byte)
        return "";
    Ref before = 0, parent = s->nodes[statement].parent;
    for (Ref c = first_child(s, parent); c && c != statement; c = next_child(s, c))
        before = c;
    return before && s->nodes[before].end > 0 && ends_openly(s, before) ? ";" : "";
}

/* A blank where the `await` would grow together with the word before it. */
static const char *gap(const Pass *p, uint32_t byte)
{
    return byte > 0 && is_word_byte(p->syntax->text.ptr[byte - 1]) ? " " : "";
}

void fix_await(Pass *p, Fix *fix, Ref expr)
{
    Wrap wrap = wrap_for(p, expr);
    const char *open = wrap.outside ? "(" : "";
    const char *before = wrap.outside ? guard(p, expr, wrap.span.start) : "";
    fix_insert(p, fix, wrap.span.start, "%s%s%sawait %s", gap(p, wrap.span.start), before,
               open, wrap.inside ? "(" : "");
    if (wrap.inside || wrap.outside)
        fix_insert(p, fix, wrap.span.end, "%s%s", wrap.inside ? ")" : "",
                   wrap.outside ? ")" : "");
}

void fix_replace_awaited(Pass *p, Fix *fix, Ref expr, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *text = arena_vprintf(p->arena, expand_lines(p, fmt, ""), args);
    va_end(args);
    Span span = span_of(p->syntax, expr);
    bool outside = binds_tighter(p, expr);
    text = arena_printf(p->arena, "%s%s%s%s%s", gap(p, span.start),
                        outside ? guard(p, expr, span.start) : "", outside ? "(" : "", text,
                        outside ? ")" : "");
    fix_add(p, fix, (Edit){.span = span, .text = text});
}
