/* shared_memory.c - js: which typed arrays are over memory that other threads have too. */
#include "asynclint/shared_memory.h"

#include "asynclint/blocks.h"
#include "asynclint/races.h"

#include "flow/dependence.h"

static const SharedView VIEWS[] = {
    {"Int8Array", true, false},          {"Uint8Array", true, false},
    {"Int16Array", true, false},         {"Uint16Array", true, false},
    {"Int32Array", true, false},         {"Uint32Array", true, false},
    {"BigInt64Array", true, true},       {"BigUint64Array", true, true},
    {"Uint8ClampedArray", false, false}, {"Float32Array", false, false},
    {"Float64Array", false, false},
};

/* The `new …` that the expression stands for; a declared type does not matter. */
static const Call *made_by(const Facts *facts, Ref expr)
{
    const Call *made = origin_call(facts, expr);
    const Def *def = made ? NULL : single_def(symbol_of(facts, expr));
    if (def && def->kind == DEF_ASSIGN && !def->destructured)
        made = call_at(facts, uncast(facts->syntax, def->value));
    return made && has_flag(facts->syntax, made->node, NF_NEW) ? made : NULL;
}

static bool is_called_shared(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    for (Ref r = expr; r && r < s->nodes[expr].last; r++) {
        const char *name = s->nodes[r].name;
        if (name && (strcasestr(name, "shared") || same(name, "sab")))
            return true;
    }
    return false;
}

/* Some call of Atomics takes the view. */
static bool is_used_by_atomics(const Facts *facts, Ref view)
{
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->target && starts_with(call->target, "Atomics.") &&
            same_expression(facts, positional_argument(facts, call, 0), view))
            return true;
    }
    return false;
}

/* The two stand for the same thing: the same name, or the same field. */
static bool is_same_thing(const Facts *facts, Ref a, Ref b)
{
    const Syntax *s = facts->syntax;
    if (!a || !b || kind_of(s, a) != kind_of(s, b))
        return false;
    if (kind_of(s, a) == N_MEMBER)
        return s->nodes[a].name == s->nodes[b].name;
    return symbol_of(facts, a) && symbol_of(facts, a) == symbol_of(facts, b);
}

static bool gives_away(const Facts *facts, const Call *call)
{
    const char *name = last_name(facts, call->callee);
    return same(name, "postMessage") ||
           (name && has_flag(facts->syntax, call->node, NF_NEW) &&
            ends_with(name, "Worker"));
}

/* The first call that gives the buffer, or the view, to another thread; or NULL. */
static const Call *first_sharing(const Facts *facts, Ref view, Ref buffer)
{
    const Syntax *s = facts->syntax;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (!gives_away(facts, call))
            continue;
        for (Ref r = child_with(s, call->node, R_ARGUMENT);
             r && r < s->nodes[call->node].last; r++)
            if (is_same_thing(facts, r, view) || is_same_thing(facts, r, buffer))
                return call;
    }
    return NULL;
}

bool shared_view(const Facts *facts, Ref expr, SharedView *out)
{
    const Call *made = made_by(facts, expr);
    Ref buffer = made ? positional_argument(facts, made, 0) : 0;
    const SharedView *view = NULL;
    for (size_t i = 0; buffer && i < COUNT(VIEWS); i++)
        if (same(made->target, VIEWS[i].type))
            view = &VIEWS[i];
    if (!view)
        return false;
    *out = *view;
    const Call *memory = kind_of(facts->syntax, buffer) == N_CALL ? call_at(facts, buffer)
                                                                  : made_by(facts, buffer);
    if (!memory)
        return kind_of(facts->syntax, buffer) != N_NUMBER &&
               kind_of(facts->syntax, buffer) != N_ARRAY &&
               (is_called_shared(facts, buffer) || is_used_by_atomics(facts, expr));
    if (!same(memory->target, "SharedArrayBuffer"))
        return false;
    const Call *sharing = first_sharing(facts, expr, buffer);
    const Loop *loop = facts->index->spot[expr]->loop;
    bool again = sharing && loop && is_within(facts->syntax, sharing->node, loop->node);
    bool before = sharing && sharing->at.fn == facts->index->spot[expr]->fn && !again &&
                  runs_before(facts, expr, sharing->node);
    return sharing && !before;
}

bool uses_atomics(const Facts *facts, const Function *fn)
{
    uint32_t i = first_call(facts->calls.items, facts->calls.len, fn->node);
    for (; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (!is_within(facts->syntax, call->node, fn->node))
            break;
        if (call->at.fn == fn && call->target && starts_with(call->target, "Atomics."))
            return true;
    }
    return false;
}
