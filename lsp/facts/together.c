/*
 * together.c - what a gather or Promise.all waits for: the collection, the work for one
 * item of it, and whether something bounds how much of that runs at a time.
 */
#include "asynclint/together.h"

#include "facts/build.h"

#include "asynclint/known.h"

#include <stdlib.h>

enum { MAX_STEPS = 8, SMALL = 20 };

static const struct {
    const char *name;
    bool settles, races;
} COMBINATORS[] = {
    {"asyncio.gather", false, false},      {"asyncio.wait", true, false},
    {"asyncio.as_completed", true, false}, {"Promise.all", false, false},
    {"Promise.allSettled", true, false},   {"Promise.any", false, true},
    {"Promise.race", false, true},
};

const Def *seen_def(const Facts *facts, Ref name)
{
    const Symbol *symbol =
        kind_of(facts->syntax, name) == N_NAME ? symbol_of(facts, name) : NULL;
    if (!symbol || symbol->rebound_elsewhere)
        return NULL;
    if (symbol->def_count == 1)
        return symbol->defs;
    const Def *def = symbol->last_def;
    while (def && def->name >= name)
        def = def->previous;
    return def;
}

/* The expression that a name was given, through names and casts. */
static Ref value_of(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    for (int i = 0; i < MAX_STEPS; i++) {
        expr = uncast(s, expr);
        const Def *def = seen_def(facts, expr);
        if (!def || def->kind != DEF_ASSIGN || !def->value || def->destructured)
            return expr;
        expr = def->value;
    }
    return expr;
}

/* --- the work for one item --- */

/* `f(x)` of create_task(f(x)). */
static Ref bare_work(const Facts *facts, Ref work)
{
    const Call *call = call_at(facts, work);
    const char *name = call ? last_name(facts, call->callee) : NULL;
    bool makes = same(name, "create_task") || same(name, "ensure_future") ||
                 same(name, "wait_for") || same(name, "Task");
    Ref inner = makes ? positional_argument(facts, call, 0) : 0;
    return inner ? inner : work;
}

static bool read_map(const Facts *facts, const Call *call, Together *out)
{
    const Syntax *s = facts->syntax;
    const char *name = last_name(facts, call->callee);
    bool member = kind_of(s, call->callee) == N_MEMBER, js = facts_js(facts);
    if (js && member && (same(name, "map") || same(name, "flatMap"))) {
        out->source = child_with(s, call->callee, R_OBJECT);
        out->work = positional_argument(facts, call, 0);
    } else if (js && same(call->target, "Array.from") && call->arg_count == 2) {
        out->source = positional_argument(facts, call, 0);
        out->work = positional_argument(facts, call, 1);
    } else if (!js && same(call->target, "map") && call->arg_count == 2) {
        out->work = positional_argument(facts, call, 0);
        out->source = positional_argument(facts, call, 1);
    } else {
        return false;
    }
    out->items = call->node;
    return true;
}

/* tasks = []; for x in xs: tasks.append(f(x)) */
static bool read_appended(const Facts *facts, Ref name, Together *out)
{
    const Syntax *s = facts->syntax;
    const Symbol *symbol = symbol_of(facts, name);
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++) {
        Ref member = s->nodes[symbol->reads.items[i]].parent;
        const Call *call =
            kind_of(s, member) == N_MEMBER ? call_at(facts, s->nodes[member].parent) : NULL;
        const char *method = s->nodes[member].name;
        bool adds = same(method, "append") || same(method, "push") || same(method, "add");
        if (!call || call->callee != member || !adds || !call->at.loop)
            continue;
        out->items = call->at.loop->node;
        out->source = child_with(s, out->items, R_RIGHT);
        out->work = bare_work(facts, value_of(facts, positional_argument(facts, call, 0)));
        return out->source != 0;
    }
    return false;
}

static void read_items(const Facts *facts, Ref argument, Together *out)
{
    const Syntax *s = facts->syntax;
    for (int i = 0; argument && i < MAX_STEPS; i++) {
        Ref expr = value_of(facts, argument);
        const Call *call = call_at(facts, expr);
        if (kind_of(s, expr) == N_COMPREHENSION) {
            Ref clause = first_child(s, expr);
            while (clause && kind_of(s, clause) != N_FOR_CLAUSE)
                clause = next_child(s, clause);
            out->items = expr;
            out->source = child_with(s, clause, R_RIGHT);
            out->work = bare_work(facts, first_child(s, expr));
            return;
        }
        Ref only = kind_of(s, expr) == N_ARRAY ? first_child(s, expr) : 0;
        if (call && read_map(facts, call, out))
            return;
        if (only && !next_child(s, only) && kind_of(s, only) == N_SPREAD)
            argument = child_with(s, only, R_VALUE);
        else if (call &&
                 (same(call->target, "list") || same(call->target, "set") ||
                  same(call->target, "tuple")) &&
                 call->arg_count)
            argument = positional_argument(facts, call, 0);
        else
            break;
    }
    if (argument && kind_of(s, argument) == N_NAME)
        read_appended(facts, argument, out);
}

bool together_at(const Facts *facts, const Call *call, Together *out)
{
    const Syntax *s = facts->syntax;
    *out = (Together){0};
    for (size_t i = 0; i < COUNT(COMBINATORS) && !out->name; i++)
        if (same(call->target, COMBINATORS[i].name))
            *out = (Together){.name = COMBINATORS[i].name,
                              .settles = COMBINATORS[i].settles,
                              .races = COMBINATORS[i].races};
    if (!out->name)
        return false;
    Ref first = child_with(s, call->node, R_ARGUMENT);
    bool gathers = same(out->name, "asyncio.gather");
    Ref settles = gathers ? keyword_argument(facts, call, "return_exceptions") : 0;
    out->settles = out->settles || (settles && str_is(text_of(s, settles), "True"));
    out->races = out->races || keyword_argument(facts, call, "return_when");
    if (kind_of(s, first) == N_SPREAD)
        read_items(facts, child_with(s, first, R_VALUE), out);
    else if (first && !gathers)
        read_items(facts, first, out);
    return true;
}

/* --- how many items --- */

static bool has_word(const char *name, const char *const *words, size_t count)
{
    for (size_t i = 0; name && i < count; i++)
        if (strcasestr(name, words[i]))
            return true;
    return false;
}

static bool is_part_name(const char *name)
{
    static const char *const PARTS[] = {"batch", "chunk", "slice", "page"};
    return has_word(name, PARTS, COUNT(PARTS));
}

/* SITES, sites.REGIONS: a constant by the custom of both languages. */
static bool is_constant_name(const char *name)
{
    bool letters = false;
    for (const char *c = name; c && *c; c++) {
        if (*c >= 'a' && *c <= 'z')
            return false;
        letters = letters || (*c >= 'A' && *c <= 'Z');
    }
    return letters;
}

static bool is_small_number(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    Ref value = expr ? value_of(facts, expr) : 0;
    return kind_of(s, value) == N_NUMBER && strtod(s->nodes[value].name, NULL) <= SMALL;
}

/* range(3), range(0, len(xs), 10) */
static bool is_small_range(const Facts *facts, const Call *call)
{
    if (!same(call->target, "range"))
        return false;
    Ref end = positional_argument(facts, call, call->arg_count > 1 ? 1 : 0);
    return is_small_number(facts, end);
}

/* What a call goes over, when it gives as many items as one of its arguments has. */
static Ref same_length(const Facts *facts, const Call *call)
{
    static const char *const KEEP[] = {
        "enumerate",     "sorted",     "reversed", "list",        "tuple",
        "set",           "iter",       "filter",   "Object.keys", "Object.entries",
        "Object.values", "Array.from", "dict"};
    static const char *const MEMBERS[] = {"items",   "keys", "values",  "entries", "map",
                                          "filter",  "copy", "reverse", "sort",    "flat",
                                          "flatMap", "fill", "toSorted"};
    const Syntax *s = facts->syntax;
    for (size_t i = 0; i < COUNT(KEEP); i++)
        if (same(call->target, KEEP[i]))
            return positional_argument(facts, call, same(KEEP[i], "filter") ? 1 : 0);
    if (kind_of(s, call->callee) != N_MEMBER)
        return 0;
    for (size_t i = 0; i < COUNT(MEMBERS); i++)
        if (same(s->nodes[call->callee].name, MEMBERS[i]))
            return child_with(s, call->callee, R_OBJECT);
    return 0;
}

static bool is_cut_out(const Facts *facts, const Call *call)
{
    const char *name = last_name(facts, call->callee);
    return same(name, "slice") || same(name, "splice") || same(name, "islice") ||
           is_part_name(name);
}

static bool is_written_out(const Syntax *s, Ref expr)
{
    Ref first = first_child(s, expr);
    for (Ref c = first; c; c = next_child(s, c))
        if (kind_of(s, c) == N_SPREAD)
            return false;
    return first != 0;
}

static bool is_small_zip(const Facts *facts, const Call *call, uint32_t depth);

static bool is_small(const Facts *facts, Ref expr, uint32_t depth)
{
    const Syntax *s = facts->syntax;
    for (; expr && depth < MAX_STEPS; depth++) {
        expr = uncast(s, expr);
        const char *name = s->nodes[expr].name;
        NodeKind kind = kind_of(s, expr);
        const Call *call = call_at(facts, expr);
        const Def *def = kind == N_NAME ? seen_def(facts, expr) : NULL;
        if ((kind == N_NAME || kind == N_MEMBER) &&
            (is_part_name(name) || is_constant_name(name)))
            return true;
        if (kind == N_ARRAY || kind == N_TUPLE || kind == N_SET || kind == N_OBJECT)
            return is_written_out(s, expr);
        if (kind == N_INDEX)
            return kind_of(s, child_with(s, expr, R_SUBSCRIPT)) == N_SLICE;
        if (call && (is_small_range(facts, call) || is_cut_out(facts, call) ||
                     is_small_zip(facts, call, depth)))
            return true;
        if (call)
            expr = same_length(facts, call);
        else if (def && def->value && !def->destructured && def->kind == DEF_ASSIGN)
            expr = def->value;
        else if (kind == N_COMPREHENSION || kind == N_AWAIT)
            return false;
        else
            break;
    }
    return false;
}

static bool is_small_zip(const Facts *facts, const Call *call, uint32_t depth)
{
    const Syntax *s = facts->syntax;
    if (!same(call->target, "zip"))
        return false;
    for (Ref c = child_with(s, call->node, R_ARGUMENT); c; c = next_with(s, c, R_ARGUMENT))
        if (is_small(facts, c, depth + 1))
            return true;
    return false;
}

bool is_small_collection(const Facts *facts, Ref expr)
{
    return is_small(facts, expr, 0);
}

/* --- what bounds it --- */

static bool is_bounding_name(const char *name)
{
    static const char *const WORDS[] = {"semaphore",  "limiter",  "throttl",
                                        "bottleneck", "bounded",  "concurren",
                                        "rate_limit", "ratelimit"};
    return has_word(name, WORDS, COUNT(WORDS)) || same(name, "sem") ||
           (name && (ends_with(name, "_sem") || ends_with(name, "Sem"))) ||
           same(name, "sema") || same(name, "acquire") || same(name, "runExclusive");
}

/* The call hands its work to a limiter: limit(() => …), pool.run(x), queue.add(…). */
static bool is_limited_call(const Facts *facts, const Call *call)
{
    static const char *const HOLDERS[] = {"limit", "pool", "queue", "worker"};
    const Syntax *s = facts->syntax;
    const char *name = last_name(facts, call->callee);
    if (same(name, "limit") ||
        (call->target && known_in(&facts->lexicon, call->target, KNOWN_LIMITER)))
        return true;
    if (kind_of(s, call->callee) != N_MEMBER)
        return false;
    Ref object = child_with(s, call->callee, R_OBJECT);
    const char *type = instance_type(facts, object);
    return has_word(last_name(facts, object), HOLDERS, COUNT(HOLDERS)) ||
           (type && known_in(&facts->lexicon, type, KNOWN_LIMITER));
}

static bool names_pool(const Syntax *s, Ref node)
{
    const char *name = s->nodes[node].role == R_ARGUMENT ? s->nodes[node].name : NULL;
    return kind_of(s, node) == N_NAME && (same(name, "pool") || same(name, "limit"));
}

static bool bounds_in(const Facts *facts, Ref root, uint32_t depth);

static bool bounds_in_function(const Facts *facts, const Function *fn, uint32_t depth)
{
    return fn && depth < 3 && bounds_in(facts, fn->body, depth + 1);
}

/* Something in the subtree, or in the functions of this file that it calls, bounds it. */
static bool bounds_in(const Facts *facts, Ref root, uint32_t depth)
{
    const Syntax *s = facts->syntax;
    for (Ref r = root; r < s->nodes[root].last; r++) {
        NodeKind kind = kind_of(s, r);
        if ((kind == N_NAME || kind == N_MEMBER) && is_bounding_name(s->nodes[r].name))
            return true;
        const char *type =
            kind == N_NAME && s->nodes[r].role == R_VALUE ? instance_type(facts, r) : NULL;
        const Call *call = call_at(facts, r);
        if (names_pool(s, r) || (type && known_in(&facts->lexicon, type, KNOWN_LIMITER)) ||
            (call && (is_limited_call(facts, call) ||
                      bounds_in_function(facts, call->local, depth))))
            return true;
    }
    return false;
}

bool is_bounded(const Facts *facts, const Together *together)
{
    const Syntax *s = facts->syntax;
    if (bounds_in(facts, together->items, 0))
        return true;
    Ref work = together->work;
    bool named = kind_of(s, work) == N_NAME || kind_of(s, work) == N_MEMBER;
    return named && bounds_in_function(facts, called_function(facts, work), 0);
}
