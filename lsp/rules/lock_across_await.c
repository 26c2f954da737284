/* lock-across-await: a lock is held over an await by which it can never be given back. */
#include "asynclint/rule.h"

static const char *lock_label(const Pass *p, const LockRegion *region)
{
    Str text = text_of(p->syntax, region->lock);
    return text.len <= 60 ? source(p, region->lock) : "the lock";
}

/* --- a lock of threads --- */

/* Created in the head, the lock excludes nobody: lock-misuse. */
static bool is_made_here(const Pass *p, const LockRegion *region)
{
    const Call *call = call_at(p->facts, region->lock);
    return call && lock_type_named(call->target);
}

/* A file that knows threads, and a name that says lock, in a `with` that is not async. */
static bool is_thread_lock(const Pass *p, const LockRegion *region)
{
    if (region->type) /* `async with` on it fails: lock-misuse */
        return region->type->sort == LOCK_THREAD && region->sort == LOCK_THREAD;
    NodeKind kind = kind_of(p->syntax, region->lock);
    return (kind == N_NAME || kind == N_MEMBER) && region->sort == LOCK_THREAD &&
           file_imports(p->facts, "threading");
}

static void check_thread_lock(Pass *p, const LockRegion *region)
{
    const Await *await = await_under_lock(p->facts, region);
    if (!region->fn->is_async || !await || region->may_fail || is_made_here(p, region) ||
        !is_thread_lock(p, region))
        return;
    const char *lock = lock_label(p, region);
    bool owned = region->type && region->type->reentrant;
    const char *what = region->type ? region->type->name : "lock of threads";
    Finding *finding =
        owned
            ? report(p, region->opener,
                     "`%s`, a `%s`, is held over an `await`: it belongs to the thread, so "
                     "that other tasks take it too, and other threads stop the event loop; "
                     "use a lock of `%s`, or give it back before the `await`",
                     lock, what, async_library(p))
            : report(p, region->opener,
                     "`%s`, a `%s`, is held over an `await`: the next task that wants it "
                     "stops the event loop, and with it the task that would give it back; "
                     "use a lock of `%s`, or give it back before the `await`",
                     lock, what, async_library(p));
    relate(p, finding, await->node, "here other tasks run while the lock is held");
    if (!region->type)
        finding->severity = SEVERITY_HINT;
    offer_async_lock(p, finding, region);
}

/* --- a lock of the event loop, taken twice by one task --- */

enum { MAX_STEPS = 4 };

/* How the lock is taken again: the calls on the way, and where it is taken. */
typedef struct Way {
    const Call *steps[MAX_STEPS];
    uint32_t count;
    const LockRegion *end;
} Way;

/* The task itself waits for the call: `await f()`, `await asyncio.wait_for(f(), 1)`. */
static bool is_waited_for(const Pass *p, const Call *call)
{
    static const char *const WAITERS[] = {"asyncio.gather", "asyncio.wait_for",
                                          "asyncio.shield"};
    if (call->use == USE_AWAITED)
        return true;
    const Call *outer = call_at(p->facts, p->syntax->nodes[call->node].parent);
    for (size_t i = 0; outer && outer->use == USE_AWAITED && i < COUNT(WAITERS); i++)
        if (same(outer->target, WAITERS[i]))
            return true;
    return false;
}

/* An attribute's lock is that of the callee only when it is called on the same object. */
static bool keeps_self(const Pass *p, const Call *call, const LockRegion *region)
{
    if (kind_of(p->syntax, region->lock) != N_MEMBER)
        return true;
    Ref object = receiver_of(p->facts, call);
    return object && is_self(p->facts, object);
}

/* A parameter or a word such as `locked` decides whether the lock is taken. */
static bool is_asked_for(const Pass *p, const LockRegion *region, Ref test)
{
    const Syntax *s = p->syntax;
    for (Ref r = test; r < s->nodes[test].last; r++) {
        const Symbol *symbol = symbol_of(p->facts, r);
        const Def *def = symbol ? symbol->defs : NULL;
        bool parameter =
            def && def->kind == DEF_PARAMETER && symbol->scope->fn == region->fn;
        if ((parameter && !is_self(p->facts, r)) || is_lock_name(s->nodes[r].name))
            return true;
    }
    return false;
}

/* Whether it is taken depends on what the caller said, or on its state. */
static bool is_optional(const Pass *p, const LockRegion *region)
{
    const Syntax *s = p->syntax;
    for (Ref r = region->fn->node; r < region->opener; r++)
        if (kind_of(s, r) == N_IF && is_asked_for(p, region, child_with(s, r, R_TEST)))
            return true;
    return false;
}

/* The lock is given back, or asked about, in the region: somebody thought of it. */
static bool is_handled(const Pass *p, const LockRegion *region)
{
    static const char *const WORDS[] = {"release", "locked"};
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        const char *name = last_name(p->facts, call->callee);
        if (call->at.fn != region->fn || call->node < region->from ||
            call->node >= region->to)
            continue;
        Ref object = receiver_of(p->facts, call);
        for (size_t w = 0; object && w < COUNT(WORDS); w++)
            if (same(name, WORDS[w]) && same_lock(p->facts, object, region->lock))
                return true;
    }
    return false;
}

/* Where the function takes the lock for itself, or NULL. */
static const LockRegion *taken_in(const Pass *p, const Function *fn, const LockRegion *held)
{
    for (uint32_t i = 0; i < p->facts->lock_regions.len; i++) {
        const LockRegion *region = p->facts->lock_regions.items[i];
        if (region->fn == fn && !region->may_fail &&
            same_lock(p->facts, region->lock, held->lock))
            return is_optional(p, region) ? NULL : region;
    }
    return NULL;
}

static bool leads_back(const Pass *p, const Call *call, const LockRegion *held, Way *way)
{
    const Function *fn = call->local;
    if (!fn || !fn->is_async || fn->is_generator || way->count == MAX_STEPS ||
        !is_waited_for(p, call) || !keeps_self(p, call, held))
        return false;
    way->steps[way->count++] = call;
    way->end = taken_in(p, fn, held);
    for (uint32_t i = 0; !way->end && i < p->facts->calls.len; i++) {
        const Call *next = p->facts->calls.items[i];
        if (next->at.fn == fn && next->local != fn && leads_back(p, next, held, way))
            return true;
    }
    if (!way->end)
        way->count--;
    return way->end != NULL;
}

static void report_again(Pass *p, const LockRegion *held, Ref where, const Way *way)
{
    const char *lock = lock_label(p, held);
    const char *end = held->type->raises
                          ? "is not reentrant, so that this raises an exception"
                          : "is not reentrant, so that this waits for ever";
    Finding *finding =
        way ? report(
                  p, where,
                  "`%s` is held here and `%s` takes it again: a `%s` %s; call it without "
                  "the lock, or split off a part that expects it to be held",
                  lock, way->steps[0]->local->name, held->type->name, end)
            : report(p, where,
                     "`%s` is taken again while it is held: a `%s` %s; take it once", lock,
                     held->type->name, end);
    relate(p, finding, held->opener, "`%s` is taken here", lock);
    for (uint32_t i = 1; way && i < way->count; i++)
        relate(p, finding, way->steps[i]->node, "… `%s` is awaited here",
               way->steps[i]->local->name);
    if (way)
        relate(p, finding, way->end->opener, "`%s` is taken again here", lock);
}

static bool acquires_again(const Pass *p, const Call *call, const LockRegion *held)
{
    Ref object = same(last_name(p->facts, call->callee), "acquire")
                     ? receiver_of(p->facts, call)
                     : 0;
    return object && call->use == USE_AWAITED && same_lock(p->facts, object, held->lock);
}

static void check_calls(Pass *p, const LockRegion *held)
{
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        Way way = {0};
        if (call->at.fn != held->fn || call->node < held->from || call->node >= held->to)
            continue;
        if (acquires_again(p, call, held))
            report_again(p, held, call->node, NULL);
        else if (leads_back(p, call, held, &way))
            report_again(p, held, call->node, &way);
    }
}

static void check_async_lock(Pass *p, const LockRegion *held)
{
    if (!is_exclusive(p->facts, held) || held->may_fail || is_handled(p, held))
        return;
    for (uint32_t i = 0; i < p->facts->lock_regions.len; i++) {
        const LockRegion *again = p->facts->lock_regions.items[i];
        if (again != held && again->fn == held->fn && !again->closer &&
            again->from > held->from && again->opener < held->to &&
            same_lock(p->facts, again->lock, held->lock))
            report_again(p, held, again->opener, NULL);
    }
    check_calls(p, held);
}

static void check_module(Pass *p)
{
    for (uint32_t i = 0; i < p->facts->lock_regions.len; i++) {
        const LockRegion *region = p->facts->lock_regions.items[i];
        if (region->type && region->type->sort == LOCK_ASYNC &&
            region->sort == LOCK_ASYNC && region->fn->is_async)
            check_async_lock(p, region);
        else
            check_thread_lock(p, region);
    }
}

const Rule rule_lock_across_await = {
    .id = "lock-across-await",
    .title = "A lock held over an await that cannot end",
    .why =
        "A lock of `threading` stops the thread that waits for it. On the event loop there "
        "is one thread for all tasks: if a task holds the lock over an `await`, the next "
        "task that wants it stops the loop, the first one never goes on, and the lock is "
        "never given back. An `RLock` does not stop there, since it belongs to the thread: "
        "both tasks are let in, and it protects nothing.\n\n"
        "A lock of asyncio belongs to nobody and counts nothing: a task that holds it and "
        "takes it again, perhaps in a method that it calls, waits for itself.\n\n"
        "| who wants the lock | use |\n"
        "|---|---|\n"
        "| coroutines of one loop | `asyncio.Lock`, by `async with` |\n"
        "| coroutines, and nothing awaits under it | no lock: tasks change only at an "
        "`await` |\n"
        "| coroutines and threads | `threading.Lock` without an `await` under it; or hand "
        "the data over by a queue |\n"
        "| a method that holds the lock and one that it calls | `_get_locked()`, which "
        "expects the lock to be held, under both |",
    .exclusions =
        "- `with lock:` without an `await`: a short lock shared with threads is right.\n"
        "- `acquire(blocking=False)`, which never waits.\n"
        "- Locks acquired here and given back elsewhere.\n"
        "- Taken again: semaphores that count beyond one, tasks that are started but not "
        "awaited, methods that take the lock only when an argument says so, other objects "
        "of the same class.\n"
        "- A hint only where nothing but its name tells that it is a lock.",
    .fixes =
        "Unsafe: `threading.Lock()` becomes `asyncio.Lock()`, each `with` an `async with`, "
        "each `acquire()` is awaited. Offered where the file shows where the lock is made "
        "and all its uses are in coroutines. There is no fix for a lock that is taken "
        "twice.",
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .examples = {{.language = "python",
                  .bad = "import threading\n"
                         "\n"
                         "lock = threading.Lock()\n"
                         "\n"
                         "async def refresh(session, cache):\n"
                         "    with lock:\n"
                         "        cache['rates'] = await session.rates()\n",
                  .good = "import asyncio\n"
                          "\n"
                          "lock = asyncio.Lock()\n"
                          "\n"
                          "async def refresh(session, cache):\n"
                          "    async with lock:\n"
                          "        cache['rates'] = await session.rates()\n"}},
    .on_module = check_module,
};
