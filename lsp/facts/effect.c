/*
 * effect.c - React's effects: what runs in one, and what cleans up after it.
 *
 * An effect runs again when what it depends on changes, and its clean-up before that: what
 * is not cleaned up adds up, and what comes late is taken for the answer.
 */
#include "asynclint/abort.h"

#include "facts/build.h"

/* The names are React's own wherever they come from: projects wrap them. */
static bool is_effect(const Facts *facts, const Function *fn)
{
    static const char *const NAMES[] = {"useEffect", "useLayoutEffect",
                                        "useIsomorphicLayoutEffect"};
    const Syntax *s = facts->syntax;
    Ref call = s->nodes[fn->node].parent;
    if (kind_of(s, call) != N_CALL || child_with(s, call, R_ARGUMENT) != fn->node)
        return false;
    const char *name = last_name(facts, child_with(s, call, R_CALLEE));
    return is_among(name, NAMES, COUNT(NAMES));
}

/* Code of the other function itself calls the function. */
static bool is_called_by(const Facts *facts, const Function *fn, const Function *caller)
{
    Ref last = facts->syntax->nodes[caller->node].last;
    uint32_t i = first_call(facts->calls.items, facts->calls.len, caller->node);
    for (; i < facts->calls.len && facts->calls.items[i]->node < last; i++) {
        const Call *call = facts->calls.items[i];
        if (call->local == fn && call->at.fn == caller)
            return true;
    }
    return false;
}

/* Called on the spot, or run by the promise it is given to. */
static bool is_run_at_once(const Facts *facts, const Function *fn)
{
    static const char *const RUNS[] = {"then",    "catch", "finally",
                                       "Promise", "map",   "forEach"};
    const Syntax *s = facts->syntax;
    Ref call = s->nodes[fn->node].parent;
    if (kind_of(s, call) != N_CALL)
        return false;
    if (s->nodes[fn->node].role == R_CALLEE)
        return true;
    const char *name = last_name(facts, child_with(s, call, R_CALLEE));
    return is_among(name, RUNS, COUNT(RUNS));
}

/* The value of a RETURN or an arrow: a clean-up, nothing, or not to be read. */
static void read_returned(const Facts *facts, Ref value, ReactEffect *out)
{
    const Syntax *s = facts->syntax;
    value = uncast(s, value);
    const Function *fn = called_function(facts, value);
    bool nothing = kind_of(s, value) == N_LITERAL || kind_of(s, value) == N_UNARY ||
                   same(s->nodes[value].name, "undefined");
    if (fn)
        out->cleanup = fn;
    else if (!nothing)
        out->opaque = true;
}

static void find_cleanup(const Facts *facts, ReactEffect *out)
{
    const Syntax *s = facts->syntax;
    Ref body = out->fn->body;
    if (kind_of(s, body) != N_BLOCK) {
        read_returned(facts, body, out);
        return;
    }
    for (Ref r = body; r < s->nodes[body].last; r++) {
        Ref value = kind_of(s, r) == N_RETURN ? child_with(s, r, R_VALUE) : 0;
        if (value && facts->index->spot[r]->fn == out->fn)
            read_returned(facts, value, out);
    }
}

bool effect_around(const Facts *facts, const Function *fn, ReactEffect *out)
{
    for (; fn && fn->outer; fn = fn->outer) {
        if (is_effect(facts, fn)) {
            *out = (ReactEffect){.fn = fn};
            find_cleanup(facts, out);
            return true;
        }
        if (!is_run_at_once(facts, fn) && !is_called_by(facts, fn, fn->outer))
            return false;
    }
    return false;
}

bool effect_sets_flag(const Facts *facts, const ReactEffect *effect)
{
    const Syntax *s = facts->syntax;
    Ref body = effect->cleanup ? effect->cleanup->body : 0;
    for (Ref r = body; body && r < s->nodes[body].last; r++)
        if (kind_of(s, r) == N_ASSIGN || kind_of(s, r) == N_UPDATE)
            return true;
    return false;
}
