/* wrap.c - puts a Python statement that has a body around statements that are there. */
#include "findings/habits.h"

/* A string that goes over several lines would get other contents by being indented. */
static bool holds_long_string(const Syntax *s, Ref first, Ref last)
{
    for (Ref r = first; r < s->nodes[last].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind != N_STRING && kind != N_TEMPLATE)
            continue;
        uint32_t end = line_end(s->text, s->nodes[r].start);
        if (end < s->nodes[r].end)
            return true;
    }
    return false;
}

static const char *wrap_problem(const Pass *p, Ref first, Ref last)
{
    const Syntax *s = p->syntax;
    uint32_t start = full_start(s, first);
    Str indent = line_indent(s->text, start);
    if (indent.ptr + indent.len != s->text.ptr + start)
        return "another statement stands on the same line";
    return holds_long_string(s, first, last) ? "a string over several lines stands there"
                                             : NULL;
}

void fix_wrap(Pass *p, Fix *fix, Ref first, Ref last, const char *head)
{
    const Syntax *s = p->syntax;
    const char *problem = wrap_problem(p, first, last), *unit = indent_unit(p);
    uint32_t from = full_start(s, first), end = s->nodes[last].end;
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *indent = indentation(p, first);
    fix_add(p, fix,
            (Edit){.span = {from, from},
                   .text = arena_printf(p->arena, "%s%s%s%s", head, line_ending(p), indent,
                                        unit)});
    for (uint32_t at = next_line(s->text, from); at < end && at > from;
         from = at, at = next_line(s->text, at))
        if (!is_eol(s->text.ptr[at]))
            fix_add(p, fix, (Edit){.span = {at, at}, .text = unit});
}
