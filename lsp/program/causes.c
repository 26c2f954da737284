/*
 * causes.c - what each function does to its thread by its own code.
 *
 * Behind a helper only what surely takes long counts: one cheap system call, a lock held for
 * a moment and whatever only may be slow would make every program a finding.
 */
#include "asynclint/blocks.h"
#include "program/build.h"

/* A lock is nearly always held for a moment. */
static bool is_lock(const Known *known)
{
    return known->category == KNOWN_PRIMITIVE &&
           (ends_with(known->name, "#acquire") || ends_with(known->name, "#__enter__"));
}

static bool takes_long(const Known *known)
{
    bool unseen = *known->unless && !*known->guard && known->tier == 2;
    return known->tier <= 2 && !unseen && !is_lock(known);
}

/* Left in for whoever debugs: no program comes there in its work. */
static bool is_debugger(const Known *known)
{
    return ends_with(known->name, "set_trace") || same(known->name, "breakpoint");
}

/* EFFECT_KINDS when it is nothing that a helper can be blamed for. */
static EffectKind effect_of(const Known *known)
{
    switch (known->category) {
    case KNOWN_NESTED_LOOP:
    case KNOWN_COMPRESSION:
        return EFFECT_KINDS;
    case KNOWN_CPU:
        return known->tier == 1 ? EFFECT_COMPUTES : EFFECT_KINDS;
    default:
        if (is_debugger(known))
            return EFFECT_KINDS;
        return takes_long(known) ? EFFECT_BLOCKS : EFFECT_KINDS;
    }
}

static void set_cause(Builder *b, FunctionSummary *fn, EffectKind kind, Cause cause)
{
    Cause *causes = arena_alloc(&b->out->arena, sizeof NO_CAUSES);
    memcpy(causes, fn->causes, sizeof NO_CAUSES);
    causes[kind] = cause;
    fn->causes = causes;
}

/* The surest of a function's causes, then the first. */
static void add_cause(Builder *b, const Place *at, EffectKind kind, Cause cause, Ref shown)
{
    if (cause.tier < 2 && build_is_seldom(b, shown))
        cause.tier = 2;
    FunctionSummary *fn = &b->out->functions.items[at->fn->index];
    const Cause *old = &fn->causes[kind];
    if (at->lazy || (old->what && old->tier <= cause.tier))
        return;
    cause.at = build_location(b, span_of(b->facts->syntax, shown));
    set_cause(b, fn, kind, cause);
}

static void add_known(Builder *b, const Place *at, const Known *known, Ref shown)
{
    EffectKind kind = known ? effect_of(known) : EFFECT_KINDS;
    if (kind == EFFECT_KINDS)
        return;
    Cause cause = {
        .what = build_label(b, shown), .category = known->category, .tier = known->tier};
    add_cause(b, at, kind, cause, shown);
}

static void visit_item(Builder *b, Ref item)
{
    const Syntax *s = b->facts->syntax;
    Place at;
    const Known *known = blocking_context(b->facts, item, &at);
    Ref value = child_with(s, item, R_VALUE);
    if (kind_of(s, value) == N_AS)
        value = child_with(s, value, R_VALUE);
    if (known)
        add_known(b, &at, known, value);
}

/* What the configuration says of a function, it does by itself. */
static void add_configured(Builder *b, const Function *fn)
{
    FunctionSummary *out = &b->out->functions.items[fn->index];
    uint32_t own = own_kinds_at(b->facts->lexicon.own, b->facts->path, out->name);
    const Cause blocks = {out->name, KNOWN_CONFIGURED, 1, out->at};
    const Cause computes = {out->name, KNOWN_CPU, 1, out->at};
    if (own & OWN_SAFE)
        out->flags |= FN_SAFE;
    if (own & OWN_AWAITABLE)
        out->flags |= FN_AWAITABLE;
    if (own & OWN_BLOCKING)
        set_cause(b, out, EFFECT_BLOCKS, blocks);
    if (own & OWN_CPU)
        set_cause(b, out, EFFECT_COMPUTES, computes);
}

void build_causes(Builder *b)
{
    const Facts *facts = b->facts;
    const Syntax *s = facts->syntax;
    for (uint32_t i = 1; facts->lexicon.own && i < facts->functions.len; i++)
        add_configured(b, facts->functions.items[i]);
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        add_known(b, &call->at, blocking_call(facts, call), call->callee);
    }
    Refs items = nodes_of_kind(s, N_WITH_ITEM);
    for (uint32_t i = 0; i < items.len; i++)
        if (!has_flag(s, items.items[i], NF_ERROR))
            visit_item(b, items.items[i]);
    for (uint32_t i = 0; i < facts->loops.len; i++) {
        const Loop *loop = facts->loops.items[i];
        Place at = {.fn = loop->fn};
        Cause cause = {.what = "", .category = KNOWN_CPU, .tier = 1};
        if (loop_is_long(facts, loop))
            add_cause(b, &at, EFFECT_COMPUTES, cause, loop_head(s, loop));
    }
}
