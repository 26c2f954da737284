/*
 * reach.c - which functions run in threads and processes, by the calls of the file.
 *
 * From each handoff the calls are followed that are made without a lock. `self` is followed
 * too: a method races with others only when they have the same object.
 */
#include "asynclint/locks.h"
#include "asynclint/races.h"
#include "flow/dependence.h"

/* Whose object `self` is where a function runs. */
enum { SELF_LOCAL, SELF_OWN, SELF_SHARED };

/* More handoffs than a file of hands has are looked at no more. */
enum { MAX_HANDOFFS = 256 };

bool are_alternatives(const Facts *facts, Ref a, Ref b)
{
    const Syntax *s = facts->syntax;
    for (Ref below = a, r = s->nodes[a].parent; r; below = r, r = s->nodes[r].parent) {
        NodeKind kind = kind_of(s, r);
        bool inside = is_within(s, b, r);
        if (kind == N_IF && s->nodes[below].role == R_THEN && !inside && b > a) {
            for (Ref c = first_child(s, below); c; c = next_child(s, c))
                if (kind_of(s, c) == N_RETURN || kind_of(s, c) == N_THROW)
                    return true;
        }
        if (kind == N_FUNCTION)
            return false;
        if (!inside)
            continue;
        bool branches = kind == N_IF || kind == N_CONDITIONAL || kind == N_SWITCH;
        return branches && s->nodes[below].role != R_TEST &&
               !is_within(s, b, child_with(s, r, R_TEST)) && !is_within(s, b, below);
    }
    return false;
}

bool joins_between(const Facts *facts, const Function *fn, Ref from, Ref to)
{
    static const char *const WAITS[] = {"join", "result", "wait", "shutdown", "get"};
    uint32_t i = first_call(facts->calls.items, facts->calls.len, from);
    for (; i < facts->calls.len && facts->calls.items[i]->node < to; i++) {
        const Call *call = facts->calls.items[i];
        const char *name = last_name(facts, call->callee);
        if (call->at.fn != fn || kind_of(facts->syntax, call->callee) != N_MEMBER)
            continue;
        for (size_t n = 0; n < COUNT(WAITS); n++)
            if (same(name, WAITS[n]) && call->arg_count == 0)
                return true;
    }
    return false;
}

bool runs_locked(const Facts *facts, Ref node)
{
    const char *name = function_running(facts, node)->name;
    return lock_held_at(facts, node) || locked_together(facts, node, node) ||
           (name && ends_with(name, "_locked"));
}

/* --- self --- */

/* The method in which the function stands, or is; NULL when in none. */
static const Function *method_around(const Function *fn)
{
    while (fn && !fn->cls)
        fn = fn->outer;
    return fn;
}

/* The NAME is the `self` of a method. */
static bool is_own_self(const Facts *facts, Ref name)
{
    const Symbol *symbol = symbol_of(facts, name);
    const Def *def = symbol ? single_def(symbol) : NULL;
    return def && def->kind == DEF_PARAMETER && instance_class(facts, name) && def->fn->cls;
}

/* What a call makes of `self` for the method called, when its caller has `self` so. */
static uint8_t self_of_call(const Facts *facts, const Handoff *handoff, const Call *call,
                            uint8_t self)
{
    const Syntax *s = facts->syntax;
    Ref callee = uncast(s, call->callee);
    if (kind_of(s, callee) != N_MEMBER)
        return call->local->cls ? SELF_LOCAL : self;
    Ref root = root_of(facts, callee);
    const Symbol *symbol = kind_of(s, root) == N_NAME ? symbol_of(facts, root) : NULL;
    if (!symbol || same(symbol->name, "super"))
        return symbol ? self : SELF_LOCAL;
    if (is_own_self(facts, root))
        return self;
    if (!symbol->defs || symbol->defs->kind == DEF_CLASS)
        return SELF_LOCAL;
    bool outer = symbol->scope->fn == facts->module ||
                 (symbol->scope->fn != call->at.fn &&
                  !is_within(s, symbol->scope->node, handoff->fn->node));
    return outer ? SELF_SHARED : SELF_LOCAL;
}

static uint8_t self_of_handoff(const Handoff *handoff)
{
    if (!method_around(handoff->fn))
        return SELF_LOCAL;
    return handoff->own_object || handoff->cls ? SELF_OWN : SELF_SHARED;
}

/* --- one handoff after another --- */

typedef struct Walk {
    const Facts *facts;
    const Handoff *handoff;
    uint8_t *self; /* per function: 1 + what its `self` is; 0: not reached */
    VEC(Function *) todo;
} Walk;

static void visit(Walk *walk, Function *fn, uint8_t self)
{
    uint8_t *known = &walk->self[fn->index];
    if (*known > self)
        return;
    *known = (uint8_t)(1 + self);
    vec_push(walk->facts->arena, &walk->todo, fn);
}

/* Follows the calls of the function; it comes again when its `self` turns out otherwise. */
static void follow(Walk *walk, const Function *fn)
{
    const Facts *facts = walk->facts;
    uint32_t i = first_call(facts->calls.items, facts->calls.len, fn->node);
    uint8_t self = (uint8_t)(walk->self[fn->index] - 1);
    for (; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node >= facts->syntax->nodes[fn->node].last)
            break;
        bool runs = call->at.fn == fn && call->local && !call->local->is_async;
        if (runs && !runs_locked(facts, call->node))
            visit(walk, call->local, self_of_call(facts, walk->handoff, call, self));
    }
}

bool run_together(const Facts *facts, const Handoff *a, const Handoff *b)
{
    if (a->outside || b->outside)
        return false; /* one after the other, for all that this file shows */
    if (a->fn == b->fn && (!a->call || !b->call || a->call->at.fn != b->call->at.fn))
        return false; /* started anew after it ended, for all that we know */
    if (!a->call || !b->call || a->call->at.fn != b->call->at.fn)
        return true;
    Ref first = a->call->node < b->call->node ? a->call->node : b->call->node;
    Ref second = first == a->call->node ? b->call->node : a->call->node;
    return !are_alternatives(facts, first, second) &&
           !joins_between(facts, a->call->at.fn, first, second);
}

/* A Reached while it is found: with the objects that the two handoffs work on. */
typedef struct Found {
    const Handoff *by, *also;
    uint8_t by_self, also_self;
    bool has_self;
} Found;

static void note(const Facts *facts, Found *found, const Handoff *handoff, uint8_t self)
{
    Found before = *found;
    found->has_self |= self != SELF_LOCAL;
    bool better = !before.by || (handoff->many && !before.by->many);
    if (better) {
        found->by = handoff;
        found->by_self = self;
    }
    const Handoff *other = better ? before.by : handoff;
    if (!other || found->also || !run_together(facts, found->by, other))
        return;
    found->also = other;
    found->also_self = better ? before.by_self : self;
}

static Reached reach_from(const Found *found)
{
    if (!found->by)
        return (Reached){0};
    bool both = found->also && found->also_self == SELF_SHARED;
    return (Reached){.by = found->by,
                     .also = found->also,
                     .has_self = found->has_self,
                     .same_self =
                         found->by_self == SELF_SHARED && (found->by->many || both)};
}

static void walk_from(const Facts *facts, const Handoff *handoff, Found *found)
{
    uint32_t count = facts->functions.len;
    Walk walk = {.facts = facts, .handoff = handoff};
    walk.self = arena_alloc(facts->arena, count);
    visit(&walk, handoff->fn, self_of_handoff(handoff));
    for (uint32_t i = 0; i < walk.todo.len; i++)
        follow(&walk, walk.todo.items[i]);
    for (uint32_t i = 0; i < count; i++)
        if (walk.self[i])
            note(facts, &found[i], handoff, (uint8_t)(walk.self[i] - 1));
}

static void walk_all(const Facts *facts, const HandoffList *list, Elsewhere where,
                     Found *found)
{
    for (uint32_t h = 0; h < list->len && h < MAX_HANDOFFS; h++) {
        const Handoff *handoff = list->items[h];
        if (handoff->where == where && handoff->fn && !handoff->prepares)
            walk_from(facts, handoff, found);
    }
}

static Reached *find_reach(const Facts *facts, Elsewhere where)
{
    uint32_t count = facts->functions.len;
    Reached *all = arena_alloc(facts->arena, count * sizeof *all);
    Found *found = arena_alloc(facts->arena, count * sizeof *found);
    walk_all(facts, handoffs(facts), where, found);
    walk_all(facts, &facts->index->outside, where, found);
    for (uint32_t i = 0; i < count; i++)
        all[i] = reach_from(&found[i]);
    return all;
}

Reached reach_of(const Facts *facts, const Function *fn, Elsewhere where)
{
    Reached **all = &facts->index->reach[where == IN_THREAD ? 0 : 1];
    if (!*all && (handoffs(facts)->len || facts->index->outside.len))
        *all = find_reach(facts, where);
    return *all ? (*all)[fn->index] : (Reached){0};
}
