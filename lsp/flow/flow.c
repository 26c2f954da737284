/*
 * flow.c - how the value of one expression comes into another, as far as the function shows.
 *
 * Followed through operators, literals and copies, and through local names; not through
 * tests, indexes and members: what is looked up by a value is not made of it.
 */
#include "asynclint/races.h"

#include "flow/dependence.h"

enum { MAX_NAMES = 4 };

/* Methods whose result is the object, changed a little: xs.concat(x), text.trim(). */
static bool is_deriving(const char *name)
{
    static const char *const NAMES[] = {
        "concat",  "filter", "slice", "map",      "union", "difference", "copy",
        "replace", "trim",   "strip", "toSorted", "with",  "merge",      "intersection"};
    return is_among(name, NAMES, COUNT(NAMES));
}

/* Functions whose result is their argument, copied or compared with another. */
static bool is_copying(const char *name)
{
    static const char *const NAMES[] = {"list",
                                        "dict",
                                        "set",
                                        "tuple",
                                        "sorted",
                                        "max",
                                        "min",
                                        "assign",
                                        "Set",
                                        "Map",
                                        "int",
                                        "str",
                                        "copy",
                                        "float",
                                        "Number",
                                        "deepcopy",
                                        "structuredClone",
                                        "frozenset"};
    return is_among(name, NAMES, COUNT(NAMES));
}

/* One step up, from a part to what holds it. *next is where the value goes on. */
static Flow step(const Facts *facts, Ref child, Ref parent, Ref *next)
{
    const Syntax *s = facts->syntax;
    NodeRole role = (NodeRole)s->nodes[child].role;
    const char *op = s->nodes[parent].name;
    *next = parent;
    switch (kind_of(s, parent)) {
    case N_MEMBER:
        *next = s->nodes[parent].parent;
        return kind_of(s, *next) == N_CALL && s->nodes[parent].role == R_CALLEE &&
                       is_deriving(op)
                   ? FLOW_SURE
                   : FLOW_NONE;
    case N_CALL:
        if (role != R_ARGUMENT)
            return FLOW_NONE;
        return is_copying(last_name(facts, child_with(s, parent, R_CALLEE))) ? FLOW_SURE
                                                                             : FLOW_MAYBE;
    case N_KEYWORD:
        return FLOW_SURE;
    case N_INDEX:
    case N_COMPARE:
    case N_FUNCTION:
    case N_SLICE:
        return FLOW_NONE;
    case N_UNARY:
        return same(op, "-") || same(op, "+") || same(op, "~") ? FLOW_SURE : FLOW_NONE;
    case N_CONDITIONAL:
        return role == R_TEST ? FLOW_NONE : FLOW_SURE;
    case N_COMPREHENSION:
        return role == R_TEST ? FLOW_NONE : FLOW_SURE;
    default:
        return FLOW_SURE;
    }
}

static Flow flow_into(const Facts *facts, Ref part, Ref value)
{
    Flow flow = FLOW_SURE;
    for (Ref at = part; at != value && flow;) {
        Ref next = 0;
        Flow one = step(facts, at, facts->syntax->nodes[at].parent, &next);
        flow = one < flow ? one : flow;
        at = next;
        if (flow && !is_within(facts->syntax, at, value))
            return FLOW_NONE;
    }
    return flow;
}

/* `x or await f()`: when that waits, nothing of x is left. */
static bool is_replaced(const Syntax *s, Ref read, const Await *wait)
{
    Ref up = read;
    while (up && !is_within(s, wait->node, up))
        up = s->nodes[up].parent;
    return kind_of(s, up) == N_LOGICAL;
}

/* --- names --- */

/* The definition that the name has its value from there: the last assignment before it. */
static const Def *def_before(const Facts *facts, Ref name)
{
    const Symbol *symbol = symbol_of(facts, name);
    const Def *def = symbol && !symbol->rebound_elsewhere ? symbol->last_def : NULL;
    if (!def || symbol->scope->fn != facts->index->spot[name]->fn)
        return NULL;
    while (def && (def->kind == DEF_AUGMENTED || !runs_before(facts, def->name, name)))
        def = def->previous;
    return def && def->kind == DEF_ASSIGN && def->value ? def : NULL;
}

/* `const { total } = this` reads this.total; the place is a member of the same object. */
static bool takes_apart(const Facts *facts, const Def *def, Ref place)
{
    const Syntax *s = facts->syntax;
    Ref object = kind_of(s, place) == N_MEMBER ? child_with(s, place, R_OBJECT) : 0;
    Ref pattern = s->nodes[def->name].parent;
    bool plain = kind_of(s, pattern) == N_OBJECT;
    if (!def->destructured || !object || !plain ||
        s->nodes[def->name].name != s->nodes[place].name)
        return false;
    return same_place(facts, def->value, object);
}

/* --- the place --- */

/* The place is looked at, or written, after the wait and before the write. */
static bool is_seen_again(const Facts *facts, const Write *write, const OldValue *old)
{
    const Syntax *s = facts->syntax;
    Ref body = write->at.fn->body;
    for (Ref r = old->wait->node; r < s->nodes[body].last; r++) {
        if (r == write->target || kind_of(s, r) != kind_of(s, write->target) ||
            !same_place(facts, r, write->target))
            continue;
        if (runs_before(facts, old->wait->node, r) && runs_before(facts, r, write->node))
            return true;
    }
    return false;
}

static bool takes(const Facts *facts, const Write *write, OldValue *out, Ref read,
                  Flow flow)
{
    const Await *wait = last_wait_between(facts, read, write->node);
    /* `x = await f(x)` puts what came of x in its place. */
    bool inside = wait && wait->kind == AWAIT_EXPRESSION &&
                  is_within(facts->syntax, read, wait->node);
    if (!wait || !flow || inside || is_replaced(facts->syntax, read, wait))
        return false;
    OldValue old = {.read = read, .flow = flow, .wait = wait};
    if (is_seen_again(facts, write, &old))
        return false;
    *out = old;
    return true;
}

/* The value is the read, or a copy of it: [...x], list(x), x.slice(). */
static bool is_plain_copy(const Syntax *s, Ref value, Ref read)
{
    if (value == read)
        return true;
    Ref part = kind_of(s, value) == N_CALL ? child_with(s, value, R_ARGUMENT)
                                           : first_child(s, value);
    if (!part && kind_of(s, value) == N_CALL)
        part = child_with(s, value, R_CALLEE);
    NodeKind kind = kind_of(s, value);
    bool copies = kind == N_CALL || kind == N_ARRAY || kind == N_OBJECT;
    return copies && is_within(s, read, part) &&
           s->nodes[read].last == s->nodes[value].last;
}

/* The name is no more than what the place was, to be put back. */
static bool is_snapshot(const Facts *facts, const Write *write, Ref name, Ref read,
                        const Def *def)
{
    const Syntax *s = facts->syntax;
    if (uncast(s, write->value) != name)
        return false;
    for (const Def *other = def->next; other; other = other->next)
        if (runs_before(facts, other->name, write->node))
            return false;
    if (def->destructured || uncast(s, def->value) == read)
        return true;
    const Symbol *symbol = symbol_of(facts, name);
    for (uint32_t i = 0; i < symbol->reads.len; i++) {
        Ref use = symbol->reads.items[i];
        NodeKind parent = kind_of(s, s->nodes[use].parent);
        if (use != name && (parent == N_MEMBER || parent == N_INDEX || parent == N_CALL))
            return false;
    }
    return is_plain_copy(s, uncast(s, def->value), read);
}

/* In one expression: a read of the place, or a name that has its value from one. */
static bool search(const Facts *facts, const Write *write, Ref value, Flow flow, int depth,
                   OldValue *out)
{
    const Syntax *s = facts->syntax;
    for (Ref r = value; r < s->nodes[value].last; r++) {
        Flow here = facts->index->spot[r]->fn == write->at.fn ? flow_into(facts, r, value)
                                                              : FLOW_NONE;
        here = here < flow ? here : flow;
        if (!here)
            continue;
        if (kind_of(s, r) == kind_of(s, write->target) &&
            same_place(facts, r, write->target)) {
            if (takes(facts, write, out, r, here))
                return true;
            continue;
        }
        const Def *def =
            kind_of(s, r) == N_NAME && depth < MAX_NAMES ? def_before(facts, r) : NULL;
        if (!def || def->value == value)
            continue;
        bool found = takes_apart(facts, def, write->target)
                         ? takes(facts, write, out, def->value, here)
                         : !def->destructured &&
                               search(facts, write, def->value, here, depth + 1, out);
        if (found)
            return depth || !is_snapshot(facts, write, r, out->read, def);
    }
    return false;
}

bool writes_old_value(const Facts *facts, const Write *write, OldValue *out)
{
    return write->value && search(facts, write, write->value, FLOW_SURE, 0, out);
}

bool is_rebound_between(const Facts *facts, Ref expr, Ref from, Ref to)
{
    const Symbol *symbol = symbol_of(facts, root_of(facts, expr));
    uint32_t i = first_write(facts->writes.items, facts->writes.len, from);
    for (; symbol && i < facts->writes.len; i++) {
        const Write *write = facts->writes.items[i];
        if (write->node >= to)
            break;
        if (write->symbol == symbol)
            return true;
    }
    return false;
}
