/* lock-misuse: a lock that locks nothing, cannot be entered, or is not given back. */
#include "asynclint/rule.h"

/* The call makes a lock that is one by being the same object for all. A lock by a path or
 * name (filelock, redis) may be made anew at each use. */
static const LockType *made_lock(const Pass *p, const Call *call)
{
    static const char *const MODULES[] = {"threading.", "asyncio.", "anyio.", "trio.",
                                          "multiprocessing."};
    const LockType *type = p->facts->language == LANG_PYTHON && call->target
                               ? lock_type_named(call->target)
                               : NULL;
    for (size_t i = 0; type && i < COUNT(MODULES); i++)
        if (starts_with(type->name, MODULES[i]))
            return type;
    return NULL;
}

/* --- created where it is used --- */

/* Where a name is read: entered by `with`, or asked for a member of its own. */
static bool is_plain_use(const Pass *p, Ref read)
{
    static const char *const MEMBERS[] = {"acquire", "release", "locked"};
    const Syntax *s = p->syntax;
    Ref parent = s->nodes[read].parent;
    if (kind_of(s, parent) == N_WITH_ITEM)
        return true;
    if (kind_of(s, parent) == N_AS)
        return false;
    const Call *call = call_at(p->facts, s->nodes[parent].parent);
    for (size_t i = 0; call && call->callee == parent && i < COUNT(MEMBERS); i++)
        if (kind_of(s, parent) == N_MEMBER && same(s->nodes[parent].name, MEMBERS[i]))
            return true;
    return false;
}

/* The local name by which alone the lock is known, when nobody else can have it. */
static const Symbol *private_name(const Pass *p, const Call *made)
{
    const Syntax *s = p->syntax;
    Ref assign = s->nodes[made->node].parent;
    Ref left = kind_of(s, assign) == N_ASSIGN ? child_with(s, assign, R_LEFT) : 0;
    const Symbol *symbol = kind_of(s, left) == N_NAME ? symbol_of(p->facts, left) : NULL;
    bool local = symbol && symbol->scope->fn->outer && symbol->scope->kind != SCOPE_CLASS;
    if (!local || symbol->captured || !single_def(symbol) || !symbol->reads.len)
        return NULL;
    for (uint32_t i = 0; i < symbol->reads.len; i++)
        if (!is_plain_use(p, symbol->reads.items[i]))
            return NULL;
    return symbol;
}

static void check_made(Pass *p, const Call *call)
{
    const LockType *type = made_lock(p, call);
    if (!type || !call->at.fn->outer)
        return;
    Ref item = p->syntax->nodes[call->node].parent;
    bool entered = kind_of(p->syntax, item) == N_WITH_ITEM;
    const Symbol *name = entered ? NULL : private_name(p, call);
    Finding *finding = NULL;
    if (entered)
        finding = report(p, call->node,
                         "this `%s` is made where it is used: each run has its own, and it "
                         "keeps nobody out; make it once, outside of `%s`",
                         type->name, call->at.fn->name ? call->at.fn->name : "the lambda");
    else if (name)
        finding = report(p, call->node,
                         "`%s` is made anew in each run of `%s` and never leaves it: it "
                         "keeps nobody out; make it once, outside",
                         name->name, call->at.fn->name ? call->at.fn->name : "the lambda");
    if (finding)
        offer_shared_lock(p, finding, call);
}

/* --- the wrong kind of `with` --- */

static void offer_async_with(Pass *p, Finding *finding, Ref with)
{
    Fix *fix = offer(p, finding, SAFE, "Enter it by `async with`");
    const Syntax *s = p->syntax;
    const char *problem = await_problem(p, with);
    for (Ref c = first_child(s, with), n = 0; c && !problem; c = next_child(s, c))
        if (kind_of(s, c) == N_WITH_ITEM && n++)
            problem = "the `with` enters other things, too";
    if (problem)
        fix_disable(fix, problem);
    else
        fix_insert(p, fix, s->nodes[with].start, "async ");
}

static void offer_plain_with(Pass *p, Finding *finding, const LockRegion *region, Ref with)
{
    Fix *fix = offer(p, finding, SAFE, "Enter it by `with`");
    const Syntax *s = p->syntax;
    const char *problem = NULL;
    Ref first = first_child(s, with);
    if (kind_of(s, next_child(s, first)) == N_WITH_ITEM)
        problem = "the `with` enters other things, too";
    else if (await_under_lock(p->facts, region))
        problem = "it would be held over an `await`";
    if (problem)
        fix_disable(fix, problem);
    else
        fix_replace(p, fix, (Span){s->nodes[with].start, s->nodes[first].start}, "with ");
}

static void check_with(Pass *p, const LockRegion *region)
{
    const Syntax *s = p->syntax;
    NodeKind kind = kind_of(s, region->lock);
    Ref with = s->nodes[region->opener].parent;
    if (region->closer || !region->type || region->type->sort == region->sort ||
        kind == N_AWAIT || kind == N_YIELD)
        return;
    bool async = region->type->sort == LOCK_ASYNC;
    Finding *finding = report(
        p, region->opener,
        async ? "`%s` is a `%s`, which `with` cannot enter: this raises `TypeError`; "
                "write `async with`"
              : "`%s` is a `%s`, which `async with` cannot enter: this raises `TypeError`; "
                "write `with`, or make it a lock of asyncio",
        source(p, region->lock), region->type->name);
    if (async)
        offer_async_with(p, finding, with);
    else
        offer_plain_with(p, finding, region, with);
}

/* --- acquire without finally --- */

/* It is given back in a handler or in finally. */
static bool is_on_every_way(const Pass *p, Ref node)
{
    NodeRole part = R_NONE;
    for (Ref try = node; (try = covering_try(p->facts, try, &part));)
        if (part == R_FINALLY || part == R_HANDLER)
            return true;
    return false;
}

/* Other code of the function takes or gives the lock in a way that this rule does not
 * follow: before, in a nested function, or by passing `lock.release` on. */
static bool is_used_otherwise(const Pass *p, const LockRegion *region)
{
    const Syntax *s = p->syntax;
    Ref fn = region->fn->node;
    for (Ref r = fn; r < s->nodes[fn].last; r++) {
        if (kind_of(s, r) != N_MEMBER || !same(s->nodes[r].name, "release") ||
            !same_expression(p->facts, child_with(s, r, R_OBJECT), region->lock))
            continue;
        const Call *call = call_at(p->facts, s->nodes[r].parent);
        bool called = call && call->callee == r && call->at.fn == region->fn;
        if (!called || r < region->opener || is_on_every_way(p, r))
            return true;
    }
    return false;
}

/* Something between may raise, or leave: a call, an await, a return … */
static Ref may_leave(const Pass *p, const LockRegion *region)
{
    const Syntax *s = p->syntax;
    Ref closer = s->nodes[region->closer].parent;
    for (Ref r = region->from; r < region->to; r++) {
        NodeKind kind = kind_of(s, r);
        bool leaves = kind == N_CALL || kind == N_AWAIT || kind == N_THROW ||
                      kind == N_RETURN || kind == N_YIELD || kind == N_ASSERT;
        if (leaves && !is_within(s, region->closer, r) && r != closer)
            return r;
    }
    return 0;
}

static void check_acquire(Pass *p, const LockRegion *region)
{
    if (!region->closer || is_used_otherwise(p, region))
        return;
    Ref leaves = may_leave(p, region);
    if (!leaves)
        return;
    const char *lock = source(p, region->lock);
    Finding *finding =
        report(p, region->opener,
               "`%s` is not given back when something raises before `%s.release()`, and "
               "whoever wants it next does not get it; hold it by `%s`, or release it in "
               "`finally`",
               lock, lock, region->sort == LOCK_ASYNC ? "async with" : "with");
    relate(p, finding, leaves, "this may raise, or leave, while the lock is held");
    relate(p, finding, region->closer, "only here is it given back");
    offer_with_lock(p, finding, region);
}

static void check_module(Pass *p)
{
    for (uint32_t i = 0; i < p->facts->lock_regions.len; i++) {
        check_with(p, p->facts->lock_regions.items[i]);
        check_acquire(p, p->facts->lock_regions.items[i]);
    }
}

const Rule rule_lock_misuse = {
    .id = "lock-misuse",
    .title = "A lock that locks nothing, or is not given back",
    .why =
        "A lock keeps out those who use the same lock object. One that a function makes "
        "for "
        "itself is a new one in each run, and nobody else ever waits for it.\n\n"
        "A lock of asyncio waits by awaiting: `with lock:` raises `TypeError`, it takes "
        "`async with`. One of `threading` takes `with`.\n\n"
        "Between `lock.acquire()` and `lock.release()` something may raise, or a task may "
        "be cancelled at an `await`. Then the lock stays taken for ever. `with` gives it "
        "back on every way out.\n\n"
        "| you have | write |\n"
        "|---|---|\n"
        "| a lock for all callers | a global, or an attribute made in `__init__` |\n"
        "| a lock for each key | `self.locks = collections.defaultdict(asyncio.Lock)` |\n"
        "| a lock of asyncio | `async with lock:` |\n"
        "| `acquire` that may fail | `if lock.acquire(timeout=1):` and directly after it "
        "`try: … finally: lock.release()` |",
    .exclusions =
        "- Locks that are returned, stored, passed on, or used in a nested function.\n"
        "- Locks by a path or a name (`filelock`, redis), which may be made at each use.\n"
        "- `acquire` with a `release` in a `finally` or a handler of the same function; "
        "locks that are given back elsewhere, or only by a callback.\n"
        "- `acquire` and `release` with nothing between them that could raise.\n"
        "- An `acquire()` of asyncio that is not awaited is `missing-await`.",
    .fixes =
        "Safe: `with` becomes `async with`, or the reverse, since the code always raised "
        "before. Unsafe: one lock for all, made behind the imports, since it begins to "
        "lock; "
        "`with` around what stands between `acquire` and `release`, since errors then give "
        "the lock back.",
    .severity = SEVERITY_WARNING,
    .python = {".acquire Lock RLock Condition Semaphore BoundedSemaphore StrictFIFOLock "
               "FileLock"},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def pay(account, amount):\n"
                         "    async with asyncio.Lock():\n"
                         "        balance = await account.balance()\n"
                         "        await account.set(balance - amount)\n",
                  .good = "import asyncio\n"
                          "\n"
                          "lock = asyncio.Lock()\n"
                          "\n"
                          "async def pay(account, amount):\n"
                          "    async with lock:\n"
                          "        balance = await account.balance()\n"
                          "        await account.set(balance - amount)\n"}},
    .foreign = {{"ruff", "PLW2101"}, {"pylint", "W2101"}, {"pylint", "useless-with-lock"}},
    .on_call = check_made,
    .on_module = check_module,
};
