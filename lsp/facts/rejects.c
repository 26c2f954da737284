/*
 * rejects.c - whether a promise that nobody looks after can be rejected unheard.
 *
 * FATE_REJECTS is the answer whenever the file does not show another. A callback of `then`
 * that only computes is taken to succeed: it fails as a callback of a timer does.
 */
#include "asynclint/rejects.h"

#include "asynclint/known.h"
#include "facts/build.h"
#include "facts/origin.h"

/* Of a promise that is one or the other. */
static Fate either(Fate a, Fate b)
{
    if (a == FATE_REJECTS || b == FATE_REJECTS)
        return FATE_REJECTS;
    return a == FATE_CALM ? b : a;
}

/* --- functions --- */

/* The node stands in a try whose handler takes what fails there, or in such a handler. */
static bool is_taken(const Facts *facts, Ref node)
{
    bool fails = kind_of(facts->syntax, node) == N_THROW;
    NodeRole part = R_NONE;
    for (Ref try = node; (try = covering_try(facts, try, &part));)
        if ((part == R_BODY && child_with(facts->syntax, try, R_HANDLER)) ||
            (part == R_HANDLER && !fails))
            return true;
    return false;
}

/* Every way through it ends in a `return` of something. */
static bool gives_always(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    for (Ref r = fn->body; r < s->nodes[fn->body].last; r++)
        if (kind_of(s, r) == N_RETURN && facts->index->spot[r]->fn == fn &&
            !child_with(s, r, R_VALUE))
            return false;
    return kind_of(s, fn->body) == N_BLOCK && function_always_returns(facts, fn);
}

/* What the function returns as it is goes past every try. Of a call that is `given` to who
 * awaits the function nothing need be known. */
static bool gives_rejection(const Facts *facts, Ref value, bool given)
{
    ValueKind kind = value ? value_kind(facts, value) : VALUE_PLAIN;
    bool promise = kind == VALUE_PROMISE ||
                   (given && kind == VALUE_UNKNOWN &&
                    kind_of(facts->syntax, uncast(facts->syntax, value)) == N_CALL);
    return promise && promise_fate(facts, value) == FATE_REJECTS;
}

static bool fails_unheard(const Facts *facts, Ref node, bool given)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, node)) {
    case N_AWAIT:
        return !is_taken(facts, node) &&
               promise_fate(facts, child_with(s, node, R_VALUE)) == FATE_REJECTS;
    case N_THROW:
        return !is_taken(facts, node);
    case N_RETURN:
        return gives_rejection(facts, child_with(s, node, R_VALUE), given);
    default:
        return false;
    }
}

/* `return done()` may be but a way to leave, unless the function always returns something. */
static bool look_for_failure(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, fn->body) != N_BLOCK && gives_rejection(facts, fn->body, false))
        return true;
    bool given = fn->is_async && gives_always(facts, fn);
    for (Ref r = fn->body; r < s->nodes[fn->body].last; r++)
        if (facts->index->spot[r]->fn == fn && fails_unheard(facts, r, given))
            return true;
    return false;
}

bool may_fail_unheard(const Facts *facts, const Function *fn)
{
    uint8_t *answer = &facts->index->fails[fn->index];
    if (*answer)
        return *answer - 1;
    *answer = 1 + true; /* a circle fails */
    bool fails = look_for_failure(facts, fn);
    *answer = (uint8_t)(1 + fails);
    return fails;
}

/* It waits for what does not reject, as a sleep, and handles nothing. */
static bool only_waits(const Facts *facts, const Function *fn)
{
    bool waits = false;
    for (Ref r = fn->body; r < facts->syntax->nodes[fn->body].last; r++) {
        if (kind_of(facts->syntax, r) != N_AWAIT || facts->index->spot[r]->fn != fn)
            continue;
        Ref awaited = child_with(facts->syntax, r, R_VALUE);
        if (is_taken(facts, r) || promise_fate(facts, awaited) == FATE_HANDLED)
            return false;
        waits = true;
    }
    return waits;
}

static Fate async_fate(const Facts *facts, const Function *fn)
{
    if (may_fail_unheard(facts, fn))
        return FATE_REJECTS;
    return only_waits(facts, fn) ? FATE_CALM : FATE_HANDLED;
}

/* The worst of what the function returns. */
static Fate returned_fate(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, fn->body) != N_BLOCK)
        return promise_fate(facts, fn->body);
    Fate fate = FATE_CALM;
    for (Ref r = fn->body; r < s->nodes[fn->body].last && fate != FATE_REJECTS; r++)
        if (kind_of(s, r) == N_RETURN && facts->index->spot[r]->fn == fn)
            fate = either(fate, promise_fate(facts, child_with(s, r, R_VALUE)));
    return fate;
}

Fate function_fate(const Facts *facts, const Function *fn)
{
    uint8_t *answer = &facts->index->given[fn->index];
    if (*answer)
        return (Fate)(*answer - 1);
    *answer = 1 + FATE_REJECTS; /* a circle rejects */
    Fate fate = fn->is_generator ? FATE_REJECTS
                : fn->is_async   ? async_fate(facts, fn)
                                 : returned_fate(facts, fn);
    *answer = (uint8_t)(1 + fate);
    return fate;
}

/* --- chains --- */

bool is_handler(const Syntax *s, Ref argument)
{
    switch (kind_of(s, argument)) {
    case N_NONE:
    case N_LITERAL:
    case N_STRING:
    case N_NUMBER:
    case N_TEMPLATE:
    case N_OBJECT:
    case N_ARRAY:
        return false;
    case N_NAME:
        return !same(s->nodes[argument].name, "undefined");
    default:
        return true;
    }
}

/* `then` calls it, and goes on as it does. */
static bool is_calm_callback(const Facts *facts, Ref argument)
{
    const Function *fn = argument ? called_function(facts, argument) : NULL;
    return fn && !fn->is_generator && !may_fail_unheard(facts, fn);
}

/* Behind a handler that does not throw again. */
static Fate handled_fate(const Facts *facts, Ref handler)
{
    const Function *fn = handler ? called_function(facts, handler) : NULL;
    bool fails = !is_handler(facts->syntax, handler) || (fn && may_fail_unheard(facts, fn));
    return fails ? FATE_REJECTS : FATE_HANDLED;
}

static Fate chained_fate(const Facts *facts, Ref call, Ref callee)
{
    const Syntax *s = facts->syntax;
    const char *name = s->nodes[callee].name;
    Ref before = child_with(s, callee, R_OBJECT);
    if (same(name, "catch"))
        return handled_fate(facts, nth_argument(s, call, 0));
    if (same(name, "finally"))
        return promise_fate(facts, before);
    if (is_handler(s, nth_argument(s, call, 1)))
        return handled_fate(facts, nth_argument(s, call, 1));
    return is_calm_callback(facts, nth_argument(s, call, 0)) ? promise_fate(facts, before)
                                                             : FATE_REJECTS;
}

static bool is_chained(const Syntax *s, Ref callee)
{
    const char *name = kind_of(s, callee) == N_MEMBER ? s->nodes[callee].name : NULL;
    return same(name, "then") || same(name, "catch") || same(name, "finally");
}

/* --- calls --- */

/* `new Promise((resolve) => …)` has nothing to reject with, or does not use it. */
static Fate made_fate(const Facts *facts, Ref call)
{
    const Syntax *s = facts->syntax;
    Ref executor = nth_argument(s, call, 0);
    const Function *fn = executor ? called_function(facts, executor) : NULL;
    Ref first = fn ? child_with(s, fn->node, R_PARAMETER) : 0;
    Ref second = first ? next_with(s, first, R_PARAMETER) : 0;
    const Symbol *reject = second ? symbol_of(facts, child_with(s, second, R_LEFT)) : NULL;
    bool unused = reject && !reject->reads.len;
    return first && (!second || unused) ? FATE_CALM : FATE_REJECTS;
}

static Fate static_fate(const Facts *facts, Ref call, const char *target)
{
    Ref argument = nth_argument(facts->syntax, call, 0);
    if (same(target, "Promise.allSettled"))
        return FATE_HANDLED;
    if (same(target, "Promise.resolve") &&
        (!argument || value_kind(facts, argument) == VALUE_PLAIN))
        return FATE_CALM;
    return known_in(&facts->lexicon, target, KNOWN_SAFE_TO_FLOAT) ? FATE_HANDLED
                                                                  : FATE_REJECTS;
}

static Fate call_fate(const Facts *facts, Ref call)
{
    const Syntax *s = facts->syntax;
    Ref callee = uncast(s, child_with(s, call, R_CALLEE));
    if (is_chained(s, callee))
        return chained_fate(facts, call, callee);
    const char *target = qualified_name(facts, callee);
    if (has_flag(s, call, NF_NEW))
        return same(target, "Promise") ? made_fate(facts, call) : FATE_CALM;
    const Function *fn = called_function(facts, callee);
    if (fn)
        return function_fate(facts, fn);
    if (facts->index->learned && facts->index->learned[call])
        return (Fate)(facts->index->learned[call] >> LEARNED_FATE);
    return target ? static_fate(facts, call, target) : FATE_REJECTS;
}

/* Writes of a name that are looked at; with more it is not known what the name holds. */
enum { MANY_WRITES = 16 };

/* `let p = load(); if (quiet) p = p.catch(noop);`: who wrote it thought of errors. */
static Fate name_fate(const Facts *facts, Ref name)
{
    const Symbol *symbol = symbol_of(facts, name);
    const Def *def = single_def(symbol);
    if (def)
        return def->kind == DEF_ASSIGN && !def->destructured && def->value
                   ? promise_fate(facts, def->value)
                   : FATE_REJECTS;
    bool few = symbol && symbol->def_count <= MANY_WRITES;
    for (def = few ? symbol->defs : NULL; def; def = def->next)
        if (def->kind == DEF_ASSIGN && def->value &&
            promise_fate(facts, def->value) == FATE_HANDLED)
            return FATE_HANDLED;
    return FATE_REJECTS;
}

static Fate answer_fate(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, expr)) {
    case N_CALL:
        return call_fate(facts, expr);
    case N_NAME:
        return name_fate(facts, expr);
    case N_CONDITIONAL:
        return either(promise_fate(facts, child_with(s, expr, R_THEN)),
                      promise_fate(facts, child_with(s, expr, R_ELSE)));
    case N_LOGICAL:
        return either(promise_fate(facts, child_with(s, expr, R_LEFT)),
                      promise_fate(facts, child_with(s, expr, R_RIGHT)));
    default:
        return value_kind(facts, expr) == VALUE_PLAIN ? FATE_CALM : FATE_REJECTS;
    }
}

Fate promise_fate(const Facts *facts, Ref expr)
{
    struct Index *index = facts->index;
    expr = uncast(facts->syntax, expr);
    if (!expr)
        return FATE_CALM; /* undefined */
    if (index->fates[expr])
        return (Fate)(index->fates[expr] - 1);
    if (index->depth >= MAX_QUESTION_DEPTH)
        return FATE_REJECTS;
    index->fates[expr] = 1 + FATE_REJECTS; /* a circle rejects */
    index->depth++;
    Fate fate = answer_fate(facts, expr);
    index->depth--;
    index->fates[expr] = (uint8_t)(1 + fate);
    return fate;
}
