/*
 * singleton.c - one object for all, that others see before its set-up has been awaited.
 */
#include "asynclint/blocks.h"
#include "asynclint/locks.h"
#include "asynclint/races.h"
#include "asynclint/ready.h"
#include "flow/dependence.h"
#include "flow/words.h"

/* --- the set-up --- */

/* `connect`, `connect_all`, `initDb`, `__aenter__` */
static bool is_setup_name(const char *name)
{
    static const char *const WORDS[] = {
        "connect",      "aconnect",  "init",   "initialize", "initialise", "setup",
        "set_up",       "open",      "start",  "startup",    "load",       "login",
        "prepare",      "bootstrap", "launch", "ready",      "configure",  "aenter",
        "authenticate", "boot",      "warmup"};
    return begins_with_word(name, WORDS, COUNT(WORDS));
}

/* Clients that take requests before they are connected: they queue them, or connect. */
static bool is_patient(const char *target)
{
    static const char *const LIBRARIES[] = {"redis",  "mongo",   "pg.",
                                            "prisma", "Prisma",  "motor",
                                            "knex",   "ioredis", "mongoose"};
    for (size_t i = 0; target && i < COUNT(LIBRARIES); i++)
        if (strstr(target, LIBRARIES[i]))
            return true;
    return false;
}

/* The call that makes what the write shows: the value, or that of the local name `made`. */
static const Call *making_call(const Facts *facts, const Unready *show, Ref *made)
{
    const Syntax *s = facts->syntax;
    Ref value = uncast(s, show->value);
    *made = 0;
    if (kind_of(s, value) == N_NAME) {
        const Def *def = single_def(symbol_of(facts, value));
        if (!def || def->kind != DEF_ASSIGN || def->destructured || def->fn != show->fn)
            return NULL;
        *made = value;
        value = uncast(s, def->value);
    }
    const Call *call = value ? call_at(facts, value) : NULL;
    bool waits =
        call && call->local && (call->local->is_async || call->local->is_generator);
    return call && !waits && !is_patient(call->target) ? call : NULL;
}

/* The two statements are of one block, or the second in a `try` of it. */
static bool follows(const Syntax *s, Ref first, Ref second)
{
    Ref block = s->nodes[first].parent, around = s->nodes[second].parent;
    Ref try = s->nodes[around].parent;
    return around == block ||
           (kind_of(s, try) == N_TRY && s->nodes[around].role == R_BODY &&
            s->nodes[try].parent == block);
}

static bool is_of(const Facts *facts, const Call *call, const Unready *show)
{
    Ref object = receiver_of(facts, call);
    if (!object || !is_setup_name(last_name(facts, call->callee)))
        return false;
    object = uncast(facts->syntax, object);
    return same_place(facts, object, show->target) ||
           (show->made && same_expression(facts, object, show->made));
}

/* Calls of the file, in awaits, whose names say that they set up what they are called of. */
static void gather_setups(const Facts *facts)
{
    struct Index *index = facts->index;
    Ref seen = 0; /* calls before this node have been looked at */
    for (uint32_t i = 0; i < facts->awaits.len; i++) {
        Ref node = facts->awaits.items[i]->node, last = facts->syntax->nodes[node].last;
        uint32_t c =
            first_call(facts->calls.items, facts->calls.len, node > seen ? node : seen);
        for (; c < facts->calls.len && facts->calls.items[c]->node < last; c++)
            if (is_setup_name(last_name(facts, facts->calls.items[c]->callee)))
                vec_push(facts->arena, &index->setups, facts->calls.items[c]);
        seen = last > seen ? last : seen;
    }
    index->has_setups = true;
}

/* The outermost await of the function that the call stands in, behind what is shown. */
static const Await *wait_for(const Facts *facts, const Unready *show, const Call *call)
{
    const Syntax *s = facts->syntax;
    const Await *found = NULL;
    for (Ref r = call->node; r > show->node; r = s->nodes[r].parent) {
        uint32_t i = first_await(facts->awaits.items, facts->awaits.len, r);
        if (i == facts->awaits.len)
            continue;
        const Await *await = facts->awaits.items[i];
        if (await->node == r && await->at.fn == show->fn &&
            await->kind == AWAIT_EXPRESSION &&
            follows(s, statement_of(s, show->node), statement_of(s, await->node)))
            found = await;
    }
    return found;
}

static bool find_setup(const Facts *facts, Unready *out)
{
    struct Index *index = facts->index;
    Ref end = facts->syntax->nodes[out->fn->node].last;
    if (!index->has_setups)
        gather_setups(facts);
    uint32_t i = first_call(index->setups.items, index->setups.len, out->node);
    for (; i < index->setups.len && index->setups.items[i]->node < end; i++) {
        const Call *call = index->setups.items[i];
        out->wait = is_of(facts, call, out) ? wait_for(facts, out, call) : NULL;
        if (out->wait) {
            out->setup = call;
            return true;
        }
    }
    return false;
}

/* --- who sees it --- */

/* The test is of nothing but whether it is there. */
static bool is_whole_test(const Syntax *s, const Check *check)
{
    return kind_of(s, check->test) != N_LOGICAL;
}

/* The check asks for what is shown, or for its key in the collection. */
static bool asks_for(const Facts *facts, const Check *check, const Unready *show)
{
    if (!is_whole_test(facts->syntax, check) ||
        !same_place(facts, check->object, show->object))
        return false;
    if (!check->key || !show->key)
        return !check->key && !show->key;
    return same_expression(facts, check->key, show->key);
}

static bool asks_if_missing(const Facts *facts, const Check *check, const void *show)
{
    return !check->present && asks_for(facts, check, show);
}

/* A test before the write that asks for the target, and does not wait for the lock; or 0. */
static Ref test_outside(const Facts *facts, const Unready *show)
{
    const Syntax *s = facts->syntax;
    for (Ref r = show->fn->node; r < show->node; r++) {
        Ref test = kind_of(s, r) == N_IF ? child_with(s, r, R_TEST) : 0;
        if (!test || kind_of(s, test) == N_LOGICAL || kind_of(s, test) == N_CALL ||
            locked_together(facts, test, show->node))
            continue;
        for (Ref t = test; t < s->nodes[test].last; t++)
            if (kind_of(s, t) == kind_of(s, show->object) &&
                same_place(facts, t, show->object))
                return t;
    }
    return 0;
}

/* The same thing, seen from another function: a name, or an attribute of the class's object. */
static bool is_same_thing(const Facts *facts, Ref a, Ref b)
{
    const Syntax *s = facts->syntax;
    if (kind_of(s, a) != kind_of(s, b) || !same(s->nodes[a].name, s->nodes[b].name))
        return false;
    if (kind_of(s, a) == N_NAME)
        return symbol_of(facts, a) == symbol_of(facts, b);
    Ref left = child_with(s, a, R_OBJECT), right = child_with(s, b, R_OBJECT);
    return kind_of(s, a) == N_MEMBER && is_own_object(facts, left) &&
           is_own_object(facts, right);
}

static bool asks_if_there(const Facts *facts, const Check *check, const void *target)
{
    return check->present && !check->key && is_whole_test(facts->syntax, check) &&
           is_same_thing(facts, check->object, *(const Ref *)target);
}

/* `return _client`, where it is there, in another function that waits for nothing; or 0. */
static Ref getter_of(const Facts *facts, const Unready *show)
{
    const Syntax *s = facts->syntax;
    const Class *cls = show->fn->cls;
    for (Ref r = 2; r < s->count; r++) {
        Ref value = kind_of(s, r) == N_RETURN ? child_with(s, r, R_VALUE) : 0;
        if (!value || !is_same_thing(facts, uncast(s, value), show->target))
            continue;
        const Function *fn = function_running(facts, r);
        bool named = kind_of(s, show->target) == N_NAME;
        Check check = {0};
        if (fn != show->fn && (named || fn->cls == cls) && fn->body &&
            !first_wait_between(facts, fn->body, r) && !runs_locked(facts, r) &&
            guarding_check(facts, r, asks_if_there, &show->target, &check))
            return r;
    }
    return 0;
}

/* `if x: raise …`: who finds it there is turned away. */
static bool turns_away(const Syntax *s, const Check *check)
{
    Ref whole = s->nodes[check->test].parent;
    Ref then = kind_of(s, whole) == N_IF ? child_with(s, whole, R_THEN) : 0;
    NodeKind first =
        kind_of(s, then) == N_BLOCK ? kind_of(s, first_child(s, then)) : kind_of(s, then);
    return first == N_THROW;
}

/* The function gives its callers what the collection has under the key. */
static bool gives_back(const Facts *facts, const Unready *show)
{
    const Syntax *s = facts->syntax;
    for (Ref r = show->fn->node; r < s->nodes[show->fn->node].last; r++) {
        Ref value = kind_of(s, r) == N_RETURN ? child_with(s, r, R_VALUE) : 0;
        value = value ? uncast(s, value) : 0;
        if (value && kind_of(s, value) == N_CALL)
            value = child_with(s, value, R_CALLEE);
        Ref from = kind_of(s, value) == N_INDEX || kind_of(s, value) == N_MEMBER
                       ? child_with(s, value, R_OBJECT)
                       : 0;
        if (from && same_place(facts, from, show->object))
            return true;
    }
    return false;
}

static bool find_reader(const Facts *facts, Unready *out)
{
    Check check = {0};
    bool asked = guarding_check(facts, out->node, asks_if_missing, out, &check) &&
                 !turns_away(facts->syntax, &check) &&
                 (!out->key || gives_back(facts, out));
    out->locked = locked_together(facts, out->node, out->setup->node);
    bool outside = asked && !locked_together(facts, check.read, out->setup->node);
    if (outside && !out->locked)
        out->reader = check.node;
    else if (asked)
        out->reader = test_outside(facts, out);
    if (out->reader || out->key)
        return out->reader;
    out->getter = true;
    out->reader = getter_of(facts, out);
    return out->reader;
}

static bool is_unready(const Facts *facts, Unready *out)
{
    return out->fn->is_async && making_call(facts, out, &out->made) &&
           find_setup(facts, out) && is_shared_state(facts, out->fn, out->target) &&
           find_reader(facts, out);
}

bool unready_at(const Facts *facts, const Write *write, Unready *out)
{
    const Syntax *s = facts->syntax;
    bool index = kind_of(s, write->target) == N_INDEX;
    *out =
        (Unready){.node = write->node,
                  .target = write->target,
                  .object = index ? child_with(s, write->target, R_OBJECT) : write->target,
                  .key = index ? child_with(s, write->target, R_SUBSCRIPT) : 0,
                  .value = write->value,
                  .fn = write->at.fn};
    bool plain = kind_of(s, write->node) == N_ASSIGN && write->value && !write->at.loop;
    return plain && is_unready(facts, out);
}

bool unready_in(const Facts *facts, const Call *call, Unready *out)
{
    Ref value = positional_argument(facts, call, 1);
    if (!value || call->at.loop || call->use != USE_DROPPED || !stores_into(facts, call, 0))
        return false;
    Ref collection = receiver_of(facts, call);
    *out = (Unready){.node = call->node,
                     .target = collection,
                     .object = collection,
                     .key = positional_argument(facts, call, 0),
                     .value = value,
                     .fn = call->at.fn};
    return is_unready(facts, out);
}
