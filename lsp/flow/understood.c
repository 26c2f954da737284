/*
 * understood.c - whether all that a call waits for can be seen.
 *
 * A loop's awaits are called independent with certainty only when what they reach, through
 * the functions of the file, is input or output that the tables know: a callback that is
 * passed in, a method of an object from elsewhere, may need the order that the loop gives.
 */
#include "flow/dependence.h"

#include "asynclint/known.h"

typedef enum Understanding {
    NOT_ASKED,
    ASKED, /* being asked: a circle adds nothing */
    UNKNOWN,
    WAITS_FOR_NOTHING,
    UNDERSTOOD,
} Understanding;

static Understanding understand_function(const Facts *facts, const Function *fn);

/* `Promise.resolve(callback(x))` waits for whatever it is given. */
static bool is_wrapper(const char *target)
{
    return same(target, "Promise.resolve") || same(target, "Promise.try");
}

static Understanding understand_call(const Facts *facts, const Call *call)
{
    if (call->local)
        return understand_function(facts, call->local);
    ValueKind value = value_kind(facts, call->node);
    bool waits = value == VALUE_PROMISE || value == VALUE_COROUTINE || value == VALUE_TASK;
    bool ordered =
        call->target && known_in(&facts->lexicon, call->target, KNOWN_SEQUENTIAL_RECEIVER);
    return call->target && waits && !ordered && !is_wrapper(call->target) ? UNDERSTOOD
                                                                          : UNKNOWN;
}

/* What one call in a function adds to the answer for the function. */
static Understanding call_part(const Facts *facts, const Call *call)
{
    bool waited = call->use == USE_AWAITED || call->use == USE_RETURNED;
    if (waited && looks_ordered(facts, call->node))
        return UNKNOWN;
    if (waited && value_kind(facts, call->node) > VALUE_PLAIN)
        return understand_call(facts, call);
    bool opens = call->target && known_class(&facts->lexicon, call->target);
    if (call->use == USE_AWAITED && !opens)
        return UNKNOWN;
    return call->local && changes_shared_state(facts, call->local) ? UNKNOWN
                                                                   : WAITS_FOR_NOTHING;
}

static Understanding weigh_function(const Facts *facts, const Function *fn)
{
    if (fn->is_generator || changes_shared_state(facts, fn))
        return UNKNOWN;
    Understanding whole = WAITS_FOR_NOTHING;
    Ref last = facts->syntax->nodes[fn->node].last;
    uint32_t i = first_await(facts->awaits.items, facts->awaits.len, fn->node);
    for (; i < facts->awaits.len && facts->awaits.items[i]->node < last; i++) {
        const Await *await = facts->awaits.items[i];
        if (await->at.fn == fn && await->kind == AWAIT_EXPRESSION && !await->call)
            return UNKNOWN;
    }
    i = first_call(facts->calls.items, facts->calls.len, fn->node);
    for (; i < facts->calls.len && facts->calls.items[i]->node < last; i++) {
        const Call *call = facts->calls.items[i];
        if (call->at.fn != fn)
            continue;
        Understanding part = call_part(facts, call);
        if (part == UNKNOWN)
            return UNKNOWN;
        whole = part == UNDERSTOOD ? UNDERSTOOD : whole;
    }
    return whole;
}

static Understanding understand_function(const Facts *facts, const Function *fn)
{
    struct Index *index = facts->index;
    uint8_t *answer = &index->understood[fn->index];
    if (*answer == NOT_ASKED && index->depth < MAX_QUESTION_DEPTH) {
        *answer = ASKED;
        index->depth++;
        *answer = (uint8_t)weigh_function(facts, fn);
        index->depth--;
    }
    return *answer == ASKED || *answer == NOT_ASKED ? WAITS_FOR_NOTHING
                                                    : (Understanding)*answer;
}

bool is_understood(const Facts *facts, const Call *call)
{
    return call && understand_call(facts, call) == UNDERSTOOD;
}
