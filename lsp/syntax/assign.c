/*
 * assign.c - which nodes are which unit's, when several were lowered as one.
 *
 * Where they are not, it was no error to the grammar that one statement ends in the next:
 * tree-sitter-python takes `x =` and the line behind it for one. Then each is parsed by
 * itself, as it is where the rest of the text has an error.
 */
#include "syntax/graft.h"

/* What the nodes of the units are children of, and from where places are counted. */
typedef struct Under {
    Ref node;
    Ref from;      /* the first node of the class, or 0 */
    uint32_t base; /* the first byte of the class, or 0 */
} Under;

/* False when a child is not in one unit as a whole. */
static bool assign(const Syntax *s, UnitList *units, Under under)
{
    Ref child = first_child(s, under.node);
    for (uint32_t i = 0; i < units->len; i++) {
        Unit *unit = &units->items[i];
        Span span = {unit->span.start + under.base, unit->span.end + under.base};
        unit->first = (child ? child : s->nodes[under.node].last) - under.from;
        unit->last = unit->first;
        for (; child && s->nodes[child].start < span.end; child = next_child(s, child)) {
            if (s->nodes[child].start < span.start || s->nodes[child].end > span.end)
                return false;
            unit->error |= has_flag(s, child, NF_ERROR);
            unit->last = s->nodes[child].last - under.from;
        }
    }
    return !child;
}

/* The body of the class that the unit's nodes, from `first` on, are; or 0. */
static Ref body_of(const Syntax *s, Ref first, Ref last)
{
    Ref cls = first;
    if (cls < last && kind_of(s, cls) == N_EXPORT)
        cls = child_with(s, cls, R_VALUE);
    if (!cls || cls >= last || kind_of(s, cls) != N_CLASS || s->nodes[first].last != last)
        return 0;
    Ref block = child_with(s, cls, R_BODY);
    bool found = block && kind_of(s, block) == N_BLOCK && s->nodes[block].last == last;
    return found ? block : 0;
}

UnitScope members_scope(const Grammar *grammar, Str text, const Unit *unit)
{
    uint32_t start = unit->span.start;
    return (UnitScope){.grammar = grammar,
                       .text = {text.ptr, start + unit->body.end},
                       .span = {start + unit->body.start, start + unit->body.end},
                       .member = true,
                       .base = start};
}

bool assign_members(const Syntax *s, Str text, Span refs, Unit *unit)
{
    UnitScope scope = members_scope(s->grammar, text, unit);
    Ref block = body_of(s, refs.start, refs.end);
    if (!block || !unit_list_scan(&scope, &unit->members)) {
        unit->whole = true;
        return true;
    }
    unit->block = block - refs.start;
    unit->whole = !unit->members.len;
    if (assign(s, &unit->members, (Under){block, refs.start, scope.base}))
        return true;
    unit_list_release(&unit->members);
    return unit->whole;
}

bool assign_units(const Syntax *s, UnitList *units)
{
    if (!assign(s, units, (Under){.node = 1}))
        return false;
    for (uint32_t i = 0; i < units->len; i++) {
        Unit *unit = &units->items[i];
        if (unit->flags & UNIT_CLASS &&
            !assign_members(s, s->text, (Span){unit->first, unit->last}, unit))
            return false;
    }
    return true;
}
