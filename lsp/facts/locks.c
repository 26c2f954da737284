/*
 * locks.c - which expressions are locks, and between which nodes each is held.
 *
 * Types decide where they are known. A name alone makes a region of `with` only, and such a
 * region says so: its type is NULL.
 */
#include "asynclint/locks.h"

#include "facts/build.h"

#include "asynclint/blocks.h"
#include "asynclint/known.h"

#include <ctype.h>

/* clang-format off */
static const LockType TYPES[] = {
    {"threading.Lock", "Lock", LOCK_THREAD, false, false, false},
    {"threading.RLock", NULL, LOCK_THREAD, true, false, false},
    {"threading.Condition", "Condition", LOCK_THREAD, true, false, false},
    {"threading.Semaphore", "Semaphore", LOCK_THREAD, false, true, false},
    {"threading.BoundedSemaphore", "BoundedSemaphore", LOCK_THREAD, false, true, false},
    {"multiprocessing.synchronize.Lock", NULL, LOCK_THREAD, false, false, false},
    {"multiprocessing.synchronize.RLock", NULL, LOCK_THREAD, true, false, false},
    {"multiprocessing.synchronize.Condition", NULL, LOCK_THREAD, true, false, false},
    {"multiprocessing.synchronize.Semaphore", NULL, LOCK_THREAD, false, true, false},
    {"multiprocessing.synchronize.BoundedSemaphore", NULL, LOCK_THREAD, false, true, false},
    {"filelock.FileLock", NULL, LOCK_THREAD, true, false, false},
    {"redis.lock.Lock", NULL, LOCK_THREAD, false, false, false},
    {"asyncio.Lock", "Lock", LOCK_ASYNC, false, false, false},
    {"asyncio.Condition", "Condition", LOCK_ASYNC, false, false, false},
    {"asyncio.Semaphore", "Semaphore", LOCK_ASYNC, false, true, false},
    {"asyncio.BoundedSemaphore", "BoundedSemaphore", LOCK_ASYNC, false, true, false},
    {"anyio.Lock", "Lock", LOCK_ASYNC, false, false, true},
    {"anyio.Condition", "Condition", LOCK_ASYNC, false, false, true},
    {"anyio.Semaphore", "Semaphore", LOCK_ASYNC, false, true, false},
    {"trio.Lock", "Lock", LOCK_ASYNC, false, false, true},
    {"trio.StrictFIFOLock", "Lock", LOCK_ASYNC, false, false, true},
    {"trio.Condition", "Condition", LOCK_ASYNC, false, false, true},
    {"trio.Semaphore", "Semaphore", LOCK_ASYNC, false, true, false},
    {"redis.asyncio.lock.Lock", NULL, LOCK_ASYNC, false, false, false},
};
/* clang-format on */

const LockType *lock_type_named(const char *qualified)
{
    for (size_t i = 0; qualified && i < COUNT(TYPES); i++)
        if (same(TYPES[i].name, qualified))
            return &TYPES[i];
    return NULL;
}

const LockType *lock_type(const Facts *facts, Ref expr)
{
    if (facts_js(facts))
        return NULL;
    return lock_type_named(instance_type(facts, expr));
}

/* --- names --- */

static bool is_lock_word(const char *word, size_t len)
{
    static const char *const WORDS[] = {"lock", "locks",     "rlock", "mutex",  "semaphore",
                                        "sem",  "condition", "cond",  "locked", "rwlock"};
    for (size_t i = 0; i < COUNT(WORDS); i++)
        if (strlen(WORDS[i]) == len && strncasecmp(word, WORDS[i], len) == 0)
            return true;
    return false;
}

bool is_lock_name(const char *name)
{
    for (const char *at = name; at && *at;) {
        size_t len = 0;
        while (at[len] && at[len] != '_' &&
               !(len && isupper((unsigned char)at[len]) &&
                 islower((unsigned char)at[len - 1])))
            len++;
        if (is_lock_word(at, len))
            return true;
        at += len + (at[len] == '_');
    }
    return false;
}

/* `self.lock`, `locks[key]`, `self.lock_for(key)` */
static bool is_called_lock(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, expr);
    if (kind == N_INDEX)
        expr = child_with(s, expr, R_OBJECT);
    else if (kind == N_CALL)
        expr = child_with(s, expr, R_CALLEE);
    return expr && is_lock_name(last_name(facts, expr));
}

bool is_self(const Facts *facts, Ref name)
{
    const Symbol *symbol = symbol_of(facts, name);
    const Def *def = single_def(symbol);
    return def && def->kind == DEF_PARAMETER && !def->type && def->fn->cls &&
           instance_class(facts, name) == def->fn->cls;
}

bool same_lock(const Facts *facts, Ref a, Ref b)
{
    const Syntax *s = facts->syntax;
    NodeKind kind = kind_of(s, a);
    if (kind != kind_of(s, b) || s->nodes[a].name != s->nodes[b].name)
        return false;
    if (kind == N_NAME) {
        const Def *def = single_def(symbol_of(facts, a));
        return symbol_of(facts, a) == symbol_of(facts, b) && def && !def->destructured;
    }
    if (kind != N_MEMBER)
        return false;
    Ref left = child_with(s, a, R_OBJECT), right = child_with(s, b, R_OBJECT);
    return is_self(facts, left) && is_self(facts, right) &&
           instance_class(facts, left) == instance_class(facts, right);
}

bool is_exclusive(const Facts *facts, const LockRegion *region)
{
    if (!region->type || region->type->reentrant)
        return false;
    if (!region->type->counts)
        return true;
    const Syntax *s = facts->syntax;
    Ref lock = region->lock;
    const Def *def = single_def(symbol_of(facts, lock));
    if (kind_of(s, lock) == N_MEMBER)
        lock = 0; /* its constructor is not looked for */
    Ref made = def && def->kind == DEF_ASSIGN && lock ? def->value : 0;
    const Call *call = made ? call_at(facts, made) : NULL;
    Ref value = call ? positional_argument(facts, call, 0) : 0;
    return value && str_is(text_of(s, value), "1");
}

/* --- regions --- */

static void add_region(Facts *facts, LockRegion region)
{
    LockRegion *copy = NEW(facts->arena, LockRegion);
    *copy = region;
    vec_push(facts->arena, &facts->lock_regions, copy);
}

static void add_with(Facts *facts, Ref with)
{
    const Syntax *s = facts->syntax;
    for (Ref c = first_child(s, with); c; c = next_child(s, c)) {
        Ref lock = kind_of(s, c) == N_WITH_ITEM ? child_with(s, c, R_VALUE) : 0;
        if (kind_of(s, lock) == N_AS)
            lock = child_with(s, lock, R_VALUE);
        const LockType *type = lock ? lock_type(facts, lock) : NULL;
        const char *known = lock ? instance_type(facts, lock) : NULL;
        if (!lock || (!type && (known || !is_called_lock(facts, lock))))
            continue;
        bool async = has_flag(s, with, NF_ASYNC);
        add_region(facts, (LockRegion){.lock = lock,
                                       .type = type,
                                       .sort = async ? LOCK_ASYNC : LOCK_THREAD,
                                       .opener = c,
                                       .from = child_with(s, with, R_BODY),
                                       .to = s->nodes[with].last,
                                       .fn = facts->index->spot[with]->fn});
    }
}

static bool gives_up(const Facts *facts, const Call *acquire)
{
    Ref blocking = keyword_argument(facts, acquire, "blocking");
    Ref timeout = keyword_argument(facts, acquire, "timeout");
    if (!blocking)
        blocking = positional_argument(facts, acquire, 0);
    Str text = blocking ? text_of(facts->syntax, blocking) : (Str){"", 0};
    return str_is(text, "False") || str_is(text, "0") ||
           (timeout && str_is(text_of(facts->syntax, timeout), "0"));
}

/* Where the lock is surely held after the call: behind `if not lock.acquire(…): …`. */
static Ref first_held(const Facts *facts, const Call *acquire)
{
    const Syntax *s = facts->syntax;
    Ref child = acquire->node, r = s->nodes[child].parent;
    while (r && (kind_of(s, r) == N_AWAIT || kind_of(s, r) == N_UNARY ||
                 kind_of(s, r) == N_LOGICAL)) {
        child = r;
        r = s->nodes[r].parent;
    }
    NodeKind kind = kind_of(s, r);
    bool negated = kind_of(s, child) == N_UNARY;
    if ((kind != N_IF && kind != N_WHILE) || s->nodes[child].role != R_TEST || !negated)
        return s->nodes[acquire->node].last;
    Ref body = child_with(s, r, kind == N_IF ? R_THEN : R_BODY);
    return s->nodes[body].last;
}

/* The first call of `release` on the lock after the node, in the same function; NULL when
 * the lock is acquired again before that. */
static const Call *next_release(const Facts *facts, const Call *acquire, Ref from)
{
    Ref lock = receiver_of(facts, acquire);
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = facts->calls.items[i];
        if (call->node < from || call->at.fn != acquire->at.fn)
            continue;
        const char *name = last_name(facts, call->callee);
        bool takes = same(name, "acquire"), gives = same(name, "release");
        Ref object = takes || gives ? receiver_of(facts, call) : 0;
        if (object && same_expression(facts, object, lock))
            return gives ? call : NULL;
    }
    return NULL;
}

static void add_acquire(Facts *facts, const Call *call)
{
    Ref lock =
        same(last_name(facts, call->callee), "acquire") ? receiver_of(facts, call) : 0;
    const LockType *type = lock ? lock_type(facts, lock) : NULL;
    bool taken = type && (type->sort == LOCK_THREAD || call->use == USE_AWAITED);
    if (!taken)
        return;
    Ref from = first_held(facts, call);
    const Call *release = next_release(facts, call, from);
    if (release)
        add_region(facts, (LockRegion){.lock = lock,
                                       .type = type,
                                       .sort = (LockSort)type->sort,
                                       .opener = call->node,
                                       .closer = release->node,
                                       .from = from,
                                       .to = release->node,
                                       .fn = call->at.fn,
                                       .may_fail = gives_up(facts, call)});
}

void find_locks(Facts *facts)
{
    const Syntax *s = facts->syntax;
    if (facts_js(facts))
        return;
    Refs withs = nodes_of_kind(s, N_WITH);
    for (uint32_t i = 0; i < withs.len; i++)
        if (!has_flag(s, withs.items[i], NF_ERROR))
            add_with(facts, withs.items[i]);
    for (uint32_t i = 0; i < facts->calls.len; i++)
        add_acquire(facts, facts->calls.items[i]);
}

/* --- questions --- */

const LockRegion *lock_held_at(const Facts *facts, Ref node)
{
    const LockRegion *found = NULL;
    for (uint32_t i = 0; i < facts->lock_regions.len; i++) {
        const LockRegion *region = facts->lock_regions.items[i];
        bool around = region->from <= node && node < region->to &&
                      region->fn == facts->index->spot[node]->fn;
        if (around && (!found || region->from > found->from))
            found = region;
    }
    return found;
}

const Await *await_under_lock(const Facts *facts, const LockRegion *region)
{
    for (uint32_t i = 0; i < facts->awaits.len; i++) {
        const Await *await = facts->awaits.items[i];
        if (await->at.fn == region->fn && await->node >= region->from &&
            await->node < region->to)
            return await;
    }
    return NULL;
}

const LockRegion *region_of_acquire(const Facts *facts, const Call *call)
{
    for (uint32_t i = 0; i < facts->lock_regions.len; i++)
        if (facts->lock_regions.items[i]->opener == call->node)
            return facts->lock_regions.items[i];
    return NULL;
}

Ref held_lock(const Facts *facts, Ref node)
{
    for (uint32_t i = 0; i < facts->lock_regions.len; i++) {
        const LockRegion *region = facts->lock_regions.items[i];
        bool thread = region->type && region->type->sort == LOCK_THREAD;
        if (thread && region->from <= node && node < region->to &&
            region->fn == facts->index->spot[node]->fn)
            return region->closer ? region->opener
                                  : facts->syntax->nodes[region->opener].parent;
    }
    return 0;
}
