/* options.c - gives a call of js an option, in the object literal that it is passed. */
#include "asynclint/cleanup.h"
#include "findings/habits.h"

static void extend_object(Pass *p, Fix *fix, Ref object, const char *option)
{
    const Syntax *s = p->syntax;
    Ref first = first_child(s, object);
    if (!first) {
        fix_replace(p, fix, span_of(s, object), "{ %s }", option);
        return;
    }
    uint32_t start = s->nodes[first].start;
    bool own_line = line_start(s->text, start) > s->nodes[object].start;
    const char *gap =
        own_line ? arena_printf(p->arena, "%s%s", line_ending(p), indentation(p, first))
                 : " ";
    fix_insert(p, fix, start, "%s,%s", option, gap);
}

void fix_option(Pass *p, Fix *fix, const Call *call, uint32_t n, const char *option)
{
    const Syntax *s = p->syntax;
    Ref given = nth_argument(s, call->node, n);
    if (given && kind_of(s, given) == N_OBJECT) {
        extend_object(p, fix, given, option);
        return;
    }
    uint32_t count = 0;
    Ref last = 0;
    for (Ref c = nth_argument(s, call->node, 0); c; c = next_with(s, c, R_ARGUMENT)) {
        last = c;
        count++;
    }
    if (given || !last) {
        fix_disable(fix, "its options cannot be read");
        return;
    }
    const char *skipped = "";
    for (; count < n; count++)
        skipped = arena_printf(p->arena, "%s, undefined", skipped);
    uint32_t end = s->nodes[last].end;
    while (has_flag(s, last, NF_PARENS) && end < s->nodes[call->node].end &&
           s->text.ptr[end] != ')')
        end++;
    end += has_flag(s, last, NF_PARENS);
    fix_insert(p, fix, end, "%s, { %s }", skipped, option);
}
