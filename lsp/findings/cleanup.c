/* cleanup.c - edits of React's effects: what they begin with, and what cleans up after them. */
#include "asynclint/cleanup.h"
#include "findings/habits.h"

static Ref last_statement(const Syntax *s, Ref block)
{
    Ref last = 0;
    for (Ref c = first_child(s, block); c; c = next_child(s, c))
        last = c;
    return last;
}

void fix_effect_start(Pass *p, Fix *fix, const ReactEffect *effect, const char *statement)
{
    Ref body = effect->fn->body;
    Ref first = kind_of(p->syntax, body) == N_BLOCK ? first_child(p->syntax, body) : 0;
    if (first)
        fix_line_before(p, fix, first, "%s%s", statement, uses_semicolons(p) ? ";" : "");
    else
        fix_disable(fix, "the effect has no block of statements");
}

/* return () => { … } behind all else */
static void add_cleanup(Pass *p, Fix *fix, const ReactEffect *effect, const char *statement)
{
    const Syntax *s = p->syntax;
    const char *end = uses_semicolons(p) ? ";" : "";
    Ref last =
        kind_of(s, effect->fn->body) == N_BLOCK ? last_statement(s, effect->fn->body) : 0;
    if (!last || effect->opaque || kind_of(s, last) == N_RETURN)
        fix_disable(fix, "what the effect returns is not a function that is written there");
    else
        fix_line_after(p, fix, last, "return () => {\n%s%s%s\n}%s", indent_unit(p),
                       statement, end, end);
}

void fix_cleanup(Pass *p, Fix *fix, const ReactEffect *effect, const char *statement)
{
    const Syntax *s = p->syntax;
    const char *end = uses_semicolons(p) ? ";" : "";
    if (!effect->cleanup) {
        add_cleanup(p, fix, effect, statement);
        return;
    }
    Ref body = effect->cleanup->body;
    Ref first = kind_of(s, body) == N_BLOCK ? first_child(s, body) : 0;
    bool inside = is_within(s, body, effect->fn->node);
    if (first && inside) {
        fix_line_before(p, fix, first, "%s%s", statement, end);
    } else if (inside && kind_of(s, body) != N_BLOCK && !has_flag(s, body, NF_PARENS)) {
        fix_insert(p, fix, s->nodes[body].start, "{ %s; ", statement);
        fix_insert(p, fix, s->nodes[body].end, "; }");
    } else {
        fix_disable(fix, "the clean-up stands elsewhere");
    }
}
