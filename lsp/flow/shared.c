/*
 * shared.c - state that other calls may change while a function waits, and what keeps them
 * out.
 *
 * A function that surely runs once has nobody to race with but others; what one request
 * owns is changed by nobody else.
 */
#include "asynclint/locks.h"
#include "asynclint/races.h"

#include "flow/dependence.h"

#include <ctype.h>

/* --- who runs it --- */

/* The call whose callee the function is: (async () => { … })(). */
static bool is_called_in_place(const Syntax *s, const Function *fn)
{
    Ref call = s->nodes[fn->node].parent;
    return kind_of(s, call) == N_CALL && s->nodes[fn->node].role == R_CALLEE;
}

/* The one place that names it calls it, not in a loop: `main()`. */
static Ref only_call(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    const Symbol *symbol = fn->symbol ? fn->symbol : symbol_of(facts, fn->name_node);
    if (!symbol || symbol->reads.len != 1 || symbol->def_count != 1 ||
        (facts_js(facts) && symbol->exported))
        return 0;
    Ref read = symbol->reads.items[0];
    bool called = s->nodes[read].role == R_CALLEE && !facts->index->spot[read]->loop;
    return called && facts->index->spot[read]->fn == fn->outer ? read : 0;
}

/* The function whose call makes the names that the code sees as its own: a function that is
 * called where it stands, or once in the one around it, counts to that. The module, when
 * all of it runs once. */
static const Function *own_function(const Facts *facts, const Function *fn)
{
    while (fn->outer && ((is_called_in_place(facts->syntax, fn) &&
                          !facts->index->spot[fn->node]->loop) ||
                         only_call(facts, fn)))
        fn = fn->outer;
    return fn;
}

static bool constructs(const Function *fn)
{
    static const char *const NAMES[] = {"__init__",  "constructor", "__new__",
                                        "__enter__", "__aenter__",  "__post_init__"};
    return is_among(fn->name, NAMES, COUNT(NAMES));
}

/* --- what it writes --- */

/* Names whose objects belong to one request: nobody else changes them. */
static bool is_request_name(const char *name)
{
    static const char *const NAMES[] = {"ctx",   "req",     "res",   "request", "response",
                                        "reply", "context", "event", "message", "msg"};
    return is_among(name, NAMES, COUNT(NAMES));
}

static bool is_shared_name(const Facts *facts, const Function *fn, Ref name, Ref target)
{
    const Symbol *symbol = symbol_of(facts, name);
    if (!symbol || !symbol->defs || is_request_name(symbol->name))
        return false;
    bool whole = name == target;
    if (symbol->defs->kind == DEF_PARAMETER)
        return !whole && instance_class(facts, name) && symbol->scope->fn->cls;
    const Function *home = symbol->scope->fn, *own = own_function(facts, fn);
    if (home == fn || home == own)
        return false;
    return symbol->defs->kind != DEF_IMPORT || !whole;
}

bool is_shared_state(const Facts *facts, const Function *fn, Ref target)
{
    const Syntax *s = facts->syntax;
    Ref root = root_of(facts, target);
    if (constructs(fn) || !own_function(facts, fn)->outer)
        return false;
    for (Ref r = target; r < s->nodes[target].last; r++)
        if (kind_of(s, r) == N_MEMBER && is_request_name(s->nodes[r].name))
            return false;
    if (kind_of(s, root) == N_THIS)
        return root != target;
    return kind_of(s, root) == N_NAME && is_shared_name(facts, fn, root, target);
}

/* --- what keeps others out --- */

/* One of the words stands in the name by itself: `lock` in `_read_lock` and `withLock`, not
 * in `block` or `clock`. */
static bool has_lock_word(const char *name)
{
    static const char *const WORDS[] = {"lock",     "rwlock",       "mutex",    "semaphore",
                                        "sem",      "condition",    "cond",     "exclusive",
                                        "critical", "synchronized", "serially", "locked"};
    for (size_t i = 0; name && i < COUNT(WORDS); i++) {
        size_t len = strlen(WORDS[i]);
        for (const char *at = name; (at = strcasestr(at, WORDS[i])); at++) {
            bool begins = at == name || !isalpha((unsigned char)at[-1]) ||
                          isupper((unsigned char)at[0]);
            if (begins && !islower((unsigned char)at[len]))
                return true;
        }
    }
    return false;
}

/* What is entered there is a lock by its name, or by its type. */
static bool enters_lock(const Facts *facts, Ref with)
{
    static const char *const TYPES[] = {"Lock", "RLock", "Condition", "Semaphore",
                                        "BoundedSemaphore"};
    const Syntax *s = facts->syntax;
    Ref body = child_with(s, with, R_BODY);
    for (Ref r = with; r < body; r++) {
        if (has_lock_word(s->nodes[r].name))
            return true;
        const char *type = kind_of(s, r) == N_WITH_ITEM
                               ? instance_type(facts, child_with(s, r, R_VALUE))
                               : NULL;
        const char *dot = type ? strrchr(type, '.') : NULL;
        for (size_t i = 0; dot && i < COUNT(TYPES); i++)
            if (same(dot + 1, TYPES[i]))
                return true;
    }
    return false;
}

/* The function, or one around it, is given to `runExclusive`, or decorated by a lock. */
static Ref lock_by_function(const Facts *facts, Ref node)
{
    const Syntax *s = facts->syntax;
    for (const Function *fn = facts->index->spot[node]->fn; fn && fn->outer;
         fn = fn->outer) {
        Ref call = s->nodes[fn->node].parent;
        if (kind_of(s, call) == N_CALL && s->nodes[fn->node].role == R_ARGUMENT) {
            Ref callee = child_with(s, call, R_CALLEE);
            for (Ref r = callee; r < s->nodes[callee].last; r++)
                if (has_lock_word(s->nodes[r].name))
                    return fn->node;
        }
        for (Ref c = first_child(s, fn->node); c; c = next_child(s, c))
            for (Ref r = c; kind_of(s, c) == N_DECORATOR && r < s->nodes[c].last; r++)
                if (has_lock_word(s->nodes[r].name))
                    return fn->node;
    }
    return 0;
}

/* `await lock.acquire()` before the node. */
static Ref lock_by_call(const Facts *facts, Ref node)
{
    const Function *fn = facts->index->spot[node]->fn;
    uint32_t i = first_call(facts->calls.items, facts->calls.len, fn->node);
    for (; i < facts->calls.len && facts->calls.items[i]->node < node; i++) {
        const Call *call = facts->calls.items[i];
        const char *name = call->at.fn == fn ? last_name(facts, call->callee) : NULL;
        if (!name || !(starts_with(name, "acquire") || same(name, "lock")))
            continue;
        if (runs_before(facts, call->node, node))
            return call->node;
    }
    return 0;
}

bool locked_together(const Facts *facts, Ref a, Ref b)
{
    Ref with = covering_with(facts, a);
    for (; with; with = covering_with(facts, with))
        if (is_within(facts->syntax, b, with) && enters_lock(facts, with))
            return true;
    if (lock_by_function(facts, a))
        return true;
    const LockRegion *region = facts_js(facts) ? NULL : lock_held_at(facts, a);
    if (facts_js(facts))
        return lock_by_call(facts, a) && lock_by_call(facts, a) == lock_by_call(facts, b);
    return region && b >= region->from && b < region->to;
}
