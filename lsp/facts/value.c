/*
 * value.c - what an expression's value is to the event loop: a promise, a coroutine, a task.
 *
 * UNKNOWN is always the answer when the file does not show it; rules are then silent.
 */
#include "facts/origin.h"

#include "asynclint/known.h"
#include "facts/build.h"

static Ref return_type(const Facts *facts, const Function *fn)
{
    return child_with(facts->syntax, fn->node, R_TYPE);
}

/* --- functions --- */

typedef enum Returns {
    RETURNS_UNASKED,
    RETURNS_ASKED,
    RETURNS_OTHER,
    RETURNS_PROMISE
} Returns;

/* The function cannot end without a return: its last statement is one, or a throw, or a
 * branch of which each side ends so. */
static bool always_returns(const Syntax *s, Ref statement)
{
    for (int depth = 0; statement && depth < 16; depth++) {
        Ref last = 0;
        switch (kind_of(s, statement)) {
        case N_RETURN:
        case N_THROW:
            return true;
        case N_BLOCK:
            for (Ref c = first_child(s, statement); c; c = next_child(s, c))
                last = c;
            statement = last;
            break;
        case N_IF:
            if (!child_with(s, statement, R_ELSE) ||
                !always_returns(s, child_with(s, statement, R_THEN)))
                return false;
            statement = child_with(s, statement, R_ELSE);
            break;
        case N_TRY:
            statement = child_with(s, statement, R_BODY);
            break;
        default:
            return false;
        }
    }
    return false;
}

bool function_always_returns(const Facts *facts, const Function *fn)
{
    return always_returns(facts->syntax, fn->body);
}

/* Every way through the function returns a promise. */
static bool all_returns_promise(const Facts *facts, const Function *fn)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, fn->body) != N_BLOCK)
        return fn->is_lambda && value_kind(facts, fn->body) == VALUE_PROMISE;
    if (!always_returns(s, fn->body))
        return false;
    bool found = false;
    for (Ref r = fn->body; r < s->nodes[fn->body].last; r++) {
        if (kind_of(s, r) != N_RETURN || facts->index->spot[r]->fn != fn)
            continue;
        Ref value = child_with(s, r, R_VALUE);
        if (!value || value_kind(facts, value) != VALUE_PROMISE)
            return false;
        found = true;
    }
    return found;
}

static bool returns_promise(const Facts *facts, const Function *fn)
{
    uint8_t *answer = &facts->index->returns[fn->index];
    if (*answer != RETURNS_UNASKED)
        return *answer == RETURNS_PROMISE;
    *answer = RETURNS_ASKED;
    bool promise =
        fn->is_generator ? false
        : fn->is_async   ? true
        : return_type(facts, fn) && is_promise_type(facts, return_type(facts, fn))
            ? true
            : doc_returns_promise(facts, fn) || all_returns_promise(facts, fn);
    *answer = promise ? RETURNS_PROMISE : RETURNS_OTHER;
    return promise;
}

bool function_gives_awaitable(const Facts *facts, const Function *fn)
{
    bool js = facts_js(facts);
    return js ? returns_promise(facts, fn) : fn->is_async && !fn->is_generator;
}

/* --- js calls --- */

static ValueKind known_value(const Facts *facts, const char *target)
{
    if (!target)
        return VALUE_UNKNOWN;
    if (known_in(&facts->lexicon, target, KNOWN_PROMISE))
        return VALUE_PROMISE;
    if (known_in(&facts->lexicon, target, KNOWN_LAZY_THENABLE))
        return VALUE_LAZY_THENABLE;
    if (known_in(&facts->lexicon, target, KNOWN_TASK_FACTORY))
        return VALUE_TASK;
    if (known_in(&facts->lexicon, target, KNOWN_COROUTINE))
        return VALUE_COROUTINE;
    return VALUE_UNKNOWN;
}

static bool is_global(const Facts *facts, Ref name, const char *text)
{
    Symbol *symbol = symbol_of(facts, name);
    return symbol && !symbol->defs && same(symbol->name, text);
}

static bool is_static_of_promise(const Facts *facts, Ref callee)
{
    static const char *const STATICS[] = {"all",     "allSettled", "any", "race",
                                          "resolve", "reject",     "try"};
    const Syntax *s = facts->syntax;
    if (!is_global(facts, child_with(s, callee, R_OBJECT), "Promise"))
        return false;
    return is_among(s->nodes[callee].name, STATICS, COUNT(STATICS));
}

/* A function given as an argument that returns a promise each time it is called. */
static bool gives_promises(const Facts *facts, Ref argument)
{
    Function *fn = argument ? called_function(facts, argument) : NULL;
    return fn && returns_promise(facts, fn);
}

/* xs.map(async …), Array.from(xs, async …), promises.filter(…) */
static bool makes_promises(const Facts *facts, Ref call, Ref callee)
{
    const Syntax *s = facts->syntax;
    const char *name = s->nodes[callee].name;
    Ref object = child_with(s, callee, R_OBJECT);
    if (same(name, "map") || same(name, "flatMap"))
        return gives_promises(facts, nth_argument(s, call, 0));
    if (same(name, "from") && is_global(facts, object, "Array"))
        return gives_promises(facts, nth_argument(s, call, 1));
    if (same(name, "filter") || same(name, "slice") || same(name, "concat"))
        return value_kind(facts, object) == VALUE_PROMISES;
    return false;
}

static ValueKind js_member_call(const Facts *facts, Ref call, Ref callee)
{
    const Syntax *s = facts->syntax;
    const char *name = s->nodes[callee].name;
    if (is_static_of_promise(facts, callee))
        return VALUE_PROMISE;
    if (same(name, "then") || same(name, "catch") || same(name, "finally")) {
        ValueKind object = value_kind(facts, child_with(s, callee, R_OBJECT));
        return object == VALUE_LAZY_THENABLE ? VALUE_PROMISE : object;
    }
    return makes_promises(facts, call, callee) ? VALUE_PROMISES : VALUE_UNKNOWN;
}

/* Any function at the end of their arguments is a callback for the answer. */
static bool only_takes_callbacks(const char *target)
{
    static const char *const MODULES[] = {"fs-extra.", "graceful-fs.", "rimraf", "mkdirp"};
    for (size_t i = 0; i < COUNT(MODULES); i++)
        if (starts_with(target, MODULES[i]))
            return true;
    return false;
}

/* An API that takes a callback for its answer gives no promise when it is given one. */
static bool takes_callback(const Facts *facts, Ref call, const char *target)
{
    static const char *const ERRORS[] = {"err", "error", "e", "er", "_err", "_"};
    static const char *const CALLBACKS[] = {"cb", "callback", "done", "next"};
    const Syntax *s = facts->syntax;
    Ref last = 0;
    for (Ref c = child_with(s, call, R_ARGUMENT); c; c = next_with(s, c, R_ARGUMENT))
        last = c;
    for (size_t i = 0; i < COUNT(CALLBACKS); i++)
        if (kind_of(s, last) == N_NAME && same(s->nodes[last].name, CALLBACKS[i]))
            return true;
    if (kind_of(s, last) == N_FUNCTION && only_takes_callbacks(target))
        return true;
    Ref parameter = kind_of(s, last) == N_FUNCTION ? child_with(s, last, R_PARAMETER) : 0;
    Ref name = parameter ? child_with(s, parameter, R_LEFT) : 0;
    for (size_t i = 0; i < COUNT(ERRORS); i++)
        if (name && same(s->nodes[name].name, ERRORS[i]))
            return true;
    return false;
}

void facts_learn(Facts *facts, const Learned *calls, uint32_t count)
{
    struct Index *index = facts->index;
    if (!count)
        return;
    index->learned = arena_alloc(facts->arena, facts->syntax->count);
    for (uint32_t i = 0; i < count; i++)
        index->learned[calls[i].call] =
            (uint8_t)(LEARNED | (calls[i].awaitable ? LEARNED_AWAITABLE : 0) |
                      calls[i].fate << LEARNED_FATE);
    memset(index->values, 0, facts->syntax->count * sizeof *index->values);
    memset(index->returns, 0, facts->functions.len * sizeof *index->returns);
    memset(index->fates, 0, facts->syntax->count * sizeof *index->fates);
    memset(index->given, 0, facts->functions.len * sizeof *index->given);
    memset(index->fails, 0, facts->functions.len * sizeof *index->fails);
}

static ValueKind js_call(const Facts *facts, Ref call)
{
    const Syntax *s = facts->syntax;
    Ref callee = uncast(s, child_with(s, call, R_CALLEE));
    if (has_flag(s, call, NF_NEW))
        return is_global(facts, callee, "Promise") ? VALUE_PROMISE : VALUE_PLAIN;
    if (is_global(facts, callee, "import"))
        return VALUE_PROMISE;
    Function *fn = called_function(facts, callee);
    bool answers = fn && !fn->is_async && takes_callback(facts, call, "");
    if (fn)
        return returns_promise(facts, fn) && !answers ? VALUE_PROMISE : VALUE_UNKNOWN;
    const char *target = qualified_name(facts, callee);
    ValueKind known = known_value(facts, target);
    if (known != VALUE_UNKNOWN)
        return !starts_with(target, "Promise.") && takes_callback(facts, call, target)
                   ? VALUE_UNKNOWN
                   : known;
    const Def *def = single_def(symbol_of(facts, callee));
    if (type_gives_promise(facts, callee) || (def && doc_gives_promise(facts, def)))
        return VALUE_PROMISE;
    if (kind_of(s, callee) != N_MEMBER)
        return VALUE_UNKNOWN;
    return js_member_call(facts, call, callee);
}

static ValueKind python_call(const Facts *facts, Ref call)
{
    Ref callee = child_with(facts->syntax, call, R_CALLEE);
    Function *fn = called_function(facts, callee);
    if (fn)
        return fn->is_async && !fn->is_generator ? VALUE_COROUTINE : VALUE_UNKNOWN;
    return known_value(facts, qualified_name(facts, callee));
}

/* --- expressions --- */

static ValueKind value_of_name(const Facts *facts, Ref name)
{
    const Def *def = single_def(symbol_of(facts, name));
    if (!def)
        return VALUE_UNKNOWN;
    if (def->type && facts_js(facts))
        return is_promise_type(facts, def->type) ? VALUE_PROMISE : VALUE_UNKNOWN;
    if (facts_js(facts) && doc_is_promise(facts, def))
        return VALUE_PROMISE;
    if (def->kind != DEF_ASSIGN || def->destructured || !def->value)
        return VALUE_UNKNOWN;
    return value_kind(facts, def->value);
}

/* The stronger of two branches. */
static ValueKind either(ValueKind a, ValueKind b)
{
    return a > VALUE_PLAIN ? a : b > VALUE_PLAIN ? b : VALUE_UNKNOWN;
}

static ValueKind value_of_array(const Facts *facts, Ref array)
{
    const Syntax *s = facts->syntax;
    for (Ref c = first_child(s, array); c && facts_js(facts); c = next_child(s, c))
        if (value_kind(facts, c) == VALUE_PROMISE)
            return VALUE_PROMISES;
    return VALUE_PLAIN;
}

static ValueKind answer_value(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, expr)) {
    case N_CALL:
        if (facts->index->learned && facts->index->learned[expr] & LEARNED_AWAITABLE)
            return !facts_js(facts)                  ? VALUE_COROUTINE
                   : takes_callback(facts, expr, "") ? VALUE_UNKNOWN
                                                     : VALUE_PROMISE;
        return facts_js(facts) ? js_call(facts, expr) : python_call(facts, expr);
    case N_NAME:
        return value_of_name(facts, expr);
    case N_MEMBER:
        return facts_js(facts) && has_promise_type(facts, expr) ? VALUE_PROMISE
                                                                : VALUE_UNKNOWN;
    case N_CAST:
        return is_promise_type(facts, child_with(s, expr, R_TYPE))
                   ? VALUE_PROMISE
                   : value_kind(facts, child_with(s, expr, R_VALUE));
    case N_CONDITIONAL:
        return either(value_kind(facts, child_with(s, expr, R_THEN)),
                      value_kind(facts, child_with(s, expr, R_ELSE)));
    case N_LOGICAL:
        return either(value_kind(facts, child_with(s, expr, R_RIGHT)),
                      value_kind(facts, child_with(s, expr, R_LEFT)));
    case N_ASSIGN:
    case N_WALRUS:
        return value_kind(facts, child_with(s, expr, R_RIGHT));
    case N_ARRAY:
        return value_of_array(facts, expr);
    case N_STRING:
    case N_NUMBER:
    case N_LITERAL:
    case N_TEMPLATE:
    case N_OBJECT:
    case N_FUNCTION:
    case N_COMPARE:
        return VALUE_PLAIN;
    default:
        return VALUE_UNKNOWN;
    }
}

ValueKind value_kind(const Facts *facts, Ref expr)
{
    struct Index *index = facts->index;
    if (!expr || index->depth >= MAX_QUESTION_DEPTH)
        return VALUE_UNKNOWN;
    if (index->values[expr])
        return (ValueKind)(index->values[expr] - 1);
    index->values[expr] = VALUE_UNKNOWN + 1; /* a circle gives UNKNOWN */
    index->depth++;
    ValueKind value = answer_value(facts, expr);
    index->depth--;
    index->values[expr] = (uint8_t)(value + 1);
    return value;
}
