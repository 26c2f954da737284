/*
 * order.c - what runs before what in one function.
 *
 * Decided where the two ways up the tree meet: there the language's order of evaluation
 * speaks, and whether one branch excludes the other or leaves.
 */
#include "asynclint/races.h"

#include "flow/dependence.h"

/* Where two nodes' ways up meet, and the children of it that hold them. */
typedef struct Meeting {
    Ref node, first, second;
} Meeting;

static Meeting meet(const Syntax *s, Ref first, Ref second)
{
    Meeting at = {.node = first, .first = first, .second = second};
    while (!is_within(s, second, at.node)) {
        at.first = at.node;
        at.node = s->nodes[at.node].parent;
    }
    while (s->nodes[at.second].parent != at.node)
        at.second = s->nodes[at.second].parent;
    return at;
}

/* The rank of a child among its siblings in evaluation; the lower is the earlier. */
static int rank(const Facts *facts, Ref parent, Ref child)
{
    const Syntax *s = facts->syntax;
    NodeRole role = (NodeRole)s->nodes[child].role;
    switch (kind_of(s, parent)) {
    case N_ASSIGN:
    case N_FOR_EACH:
    case N_FOR_CLAUSE:
        return !facts_js(facts) && role == R_LEFT ? 1 : 0;
    case N_CONDITIONAL:
        return role == R_TEST ? 0 : 1;
    case N_COMPREHENSION:
        return role == R_ITEM ? 0 : role == R_TEST ? 1 : 2;
    case N_DO:
        return role == R_BODY ? 0 : 1;
    case N_FOR:
        return role == R_INIT ? 0 : role == R_TEST ? 1 : role == R_BODY ? 2 : 3;
    default:
        return 0;
    }
}

static bool excludes(const Syntax *s, const Meeting *at)
{
    NodeRole first = (NodeRole)s->nodes[at->first].role;
    NodeRole second = (NodeRole)s->nodes[at->second].role;
    switch (kind_of(s, at->node)) {
    case N_IF: /* each `elif` is an IF in the place of an else */
        if (first == R_ELSE && second == R_ELSE)
            return kind_of(s, at->first) != N_IF;
        return first == R_THEN && second == R_ELSE;
    case N_CONDITIONAL:
        return first != R_TEST && second != R_TEST;
    case N_TRY:
        return (first == R_HANDLER && second == R_HANDLER) ||
               (first == R_HANDLER && second == R_ELSE);
    default:
        return kind_of(s, at->first) == N_CASE && kind_of(s, at->second) == N_CASE;
    }
}

/* A break or continue there stays below `top`: it belongs to a loop (or switch) in it. */
static bool stays_below(const Syntax *s, Ref jump, Ref top)
{
    for (Ref r = s->nodes[jump].parent; r; r = s->nodes[r].parent) {
        bool takes = kind_of(s, r) == N_SWITCH && kind_of(s, jump) == N_BREAK;
        if (is_loop(kind_of(s, r)) || takes)
            return is_within(s, r, top);
        if (r == top)
            return false;
    }
    return false;
}

static bool leaves(const Syntax *s, Ref statement, Ref top)
{
    NodeKind kind = kind_of(s, statement);
    bool jumps = kind == N_BREAK || kind == N_CONTINUE;
    return kind == N_RETURN || kind == N_THROW ||
           (jumps && !stays_below(s, statement, top));
}

/* From the node, code goes on to a statement that leaves, below `top`: what follows `top`
 * is not reached. */
static bool leaves_below(const Syntax *s, Ref node, Ref top)
{
    for (Ref r = node; r && is_within(s, r, top); r = s->nodes[r].parent) {
        if (leaves(s, r, top))
            return true;
        NodeKind block = r == top ? N_NONE : kind_of(s, s->nodes[r].parent);
        for (Ref c = block == N_BLOCK || block == N_CASE ? next_child(s, r) : 0; c;
             c = next_child(s, c))
            if (leaves(s, c, top))
                return true;
    }
    return false;
}

bool runs_before(const Facts *facts, Ref first, Ref second)
{
    const Syntax *s = facts->syntax;
    if (first == second ||
        facts->index->spot[first]->fn != facts->index->spot[second]->fn ||
        is_within(s, second, first))
        return false;
    if (is_within(s, first, second))
        return true;
    Meeting at = meet(s, first, second);
    int a = rank(facts, at.node, at.first), b = rank(facts, at.node, at.second);
    if (a != b ? a > b : at.first > at.second)
        return false;
    if (excludes(s, &at))
        return false;
    bool fails = kind_of(s, at.node) == N_TRY && s->nodes[at.second].role != R_ELSE;
    return fails || !leaves_below(s, first, at.first);
}

/* An `async with` waits at its head and at its end, an `async for` before each item. */
static bool waits_between(const Facts *facts, const Await *await, Ref from, Ref to)
{
    const Syntax *s = facts->syntax;
    Ref body = await->kind == AWAIT_EXPRESSION ? 0 : child_with(s, await->node, R_BODY);
    bool inside = body && is_within(s, from, body);
    if (body && is_within(s, to, body))
        return !inside && runs_before(facts, from, body);
    if (inside)
        return runs_before(facts, from, to);
    return runs_before(facts, from, await->node) && runs_before(facts, await->node, to);
}

/* The outermost node of the function around (or at) the node whose parts do not run in the
 * order of the text, or that waits at its own end; else the node. */
static Ref whole_of(const Facts *facts, const Function *fn, Ref node)
{
    const Syntax *s = facts->syntax;
    Ref whole = node;
    for (Ref r = node; r > fn->node; r = s->nodes[r].parent)
        switch (kind_of(s, r)) {
        case N_ASSIGN:
        case N_FOR_EACH:
        case N_FOR_CLAUSE:
        case N_CONDITIONAL:
        case N_COMPREHENSION:
        case N_DO:
        case N_FOR:
        case N_WITH:
            whole = r;
            break;
        default:
            break;
        }
    return whole;
}

static const Await *find_await(const Facts *facts, Ref from, Ref to, bool last)
{
    const Function *fn = facts->index->spot[to]->fn;
    const Await *found = NULL;
    Ref first = whole_of(facts, fn, from), end = whole_of(facts, fn, to);
    uint32_t i = first_await(facts->awaits.items, facts->awaits.len, first);
    for (; i < facts->awaits.len; i++) {
        const Await *await = facts->awaits.items[i];
        if (await->node >= facts->syntax->nodes[end].last)
            break;
        if (await->at.fn != fn || !waits_between(facts, await, from, to))
            continue;
        found = await;
        if (!last)
            break;
    }
    return found;
}

const Await *last_wait_between(const Facts *facts, Ref from, Ref to)
{
    return find_await(facts, from, to, true);
}

const Await *first_wait_between(const Facts *facts, Ref from, Ref to)
{
    return find_await(facts, from, to, false);
}

const Await *await_in(const Facts *facts, const Function *fn, Ref expr)
{
    uint32_t i = first_await(facts->awaits.items, facts->awaits.len, expr);
    for (; expr && i < facts->awaits.len; i++) {
        const Await *await = facts->awaits.items[i];
        if (!is_within(facts->syntax, await->node, expr))
            break;
        if (await->kind == AWAIT_EXPRESSION && await->at.fn == fn)
            return await;
    }
    return NULL;
}

bool same_place(const Facts *facts, Ref a, Ref b)
{
    const Syntax *s = facts->syntax;
    if (!a || !b || !same_expression(facts, a, b))
        return false;
    for (Ref r = a; r < s->nodes[a].last; r++)
        if (kind_of(s, r) == N_CALL || kind_of(s, r) == N_AWAIT)
            return false;
    return true;
}
