/* blocking-wait: waiting for a thread, a future or a worker on the event loop's thread. */
#include "asynclint/rule.h"

static const BlockingKind KIND = {
    {KNOWN_PRIMITIVE, KNOWN_THREAD, KNOWN_FUTURE, KNOWN_WORKERS},
    "another thread or process is done",
};

/* --- Python --- */

/* `future.result()` -> `await asyncio.wrap_future(future)` */
static void offer_wrap(Pass *p, Finding *finding, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref future = receiver_of(p->facts, call);
    Fix *fix = offer(p, finding, SAFE, "Await it, with `asyncio.wrap_future`");
    const char *problem = await_problem(p, call->node);
    if (!problem && (call->arg_count || call->has_keywords))
        problem = "its timeout would have to become an `asyncio.wait_for`";
    if (!problem && !same(async_library(p), "asyncio"))
        problem = "only asyncio can await a future of `concurrent.futures`";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *wrap = fix_import_name(p, fix, "asyncio", "wrap_future");
    Span call_span = span_of(s, call->node), object = span_of(s, future);
    fix_await(p, fix, call->node);
    fix_insert(p, fix, object.start, "%s(", wrap);
    fix_replace(p, fix, (Span){object.end, call_span.end}, ")");
}

/* The thread that acquires must be the one that releases. */
static bool has_owner(const Known *known)
{
    return strstr(known->name, "RLock#") || strstr(known->name, "Condition#");
}

static void offer_python(Pass *p, Finding *finding, const Call *call, const Known *known)
{
    bool waits = ends_with(known->name, "#join") || ends_with(known->name, "Event#wait") ||
                 ends_with(known->name, "#shutdown") ||
                 strstr(known->name, "Process#wait") || known->form == FORM_FUNCTION;
    if (same(known->name, "concurrent.futures.Future#result"))
        offer_wrap(p, finding, call);
    else if (has_owner(known))
        fix_disable(offer(p, finding, UNSAFE, "Run it in a thread"),
                    "the lock would belong to that thread");
    else if (known->form != FORM_ITERATOR)
        offer_thread(p, finding, call, waits ? SAFE : UNSAFE);
}

static void check_python(Pass *p, const Call *call)
{
    const Known *known = blocks_loop(p, call, &KIND);
    const LockRegion *held = known ? region_of_acquire(p->facts, call) : NULL;
    if (!known || (held && await_under_lock(p->facts, held)))
        return; /* held over an await: lock-across-await's */
    Finding *finding = report_blocking(p, call, known, &KIND);
    offer_python(p, finding, call, known);
}

/* --- js --- */

/* The memory is made in place, so that nobody can wake it: blocking-sleep's. */
static bool is_sleep(const Pass *p, const Call *call)
{
    Ref array = positional_argument(p->facts, call, 0);
    const Call *view = array ? origin_call(p->facts, array) : NULL;
    Ref buffer = view ? positional_argument(p->facts, view, 0) : 0;
    return kind_of(p->syntax, buffer) == N_CALL && positional_argument(p->facts, call, 3);
}

/* `Atomics.wait(a, i, v)` -> `await Atomics.waitAsync(a, i, v).value` */
static void offer_wait_async(Pass *p, Finding *finding, const Call *call)
{
    Fix *fix = offer(p, finding, UNSAFE, "Await `Atomics.waitAsync`");
    const char *problem = await_problem(p, call->node);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    fix_replace(p, fix, span_of(p->syntax, call->callee), "Atomics.waitAsync");
    fix_insert(p, fix, p->syntax->nodes[call->node].end, ".value");
    fix_await(p, fix, call->node);
}

static void check_js(Pass *p, const Call *call)
{
    const Known *known = blocks_loop(p, call, &KIND);
    if (!known)
        return;
    bool atomics = same(known->name, "Atomics.wait");
    bool polls = same(known->name, "worker_threads.receiveMessageOnPort");
    if ((atomics && is_sleep(p, call)) || (polls && !call->at.loop))
        return;
    Finding *finding = report_blocking(p, call, known, &KIND);
    if (atomics)
        offer_wait_async(p, finding, call);
}

static void check_call(Pass *p, const Call *call)
{
    if (p->facts->language == LANG_PYTHON)
        check_python(p, call);
    else
        check_js(p, call);
}

/* --- `with` that waits at its end --- */

static void check_module(Pass *p)
{
    const Syntax *s = p->syntax;
    Place at;
    Refs items = nodes_of_kind(s, N_WITH_ITEM);
    for (uint32_t i = 0; p->facts->language == LANG_PYTHON && i < items.len; i++) {
        Ref r = items.items[i];
        const Known *known = context_blocks_loop(p, r, &KIND, &at);
        /* a lock of threads held for a moment is usual; over an await it is
         * lock-across-await's */
        bool lock = known && (starts_with(known->name, "threading.") ||
                              starts_with(known->name, "multiprocessing."));
        /* After an await in the body, what was started there may be over. */
        if (known && !lock && !gives_way(s, s->nodes[r].parent))
            report_context(p, r, known, &KIND, &at);
    }
}

const Rule rule_blocking_wait = {
    .id = "blocking-wait",
    .title = "Waiting for a thread or future on the event loop",
    .why =
        "`thread.join()`, `queue.get()`, `event.wait()`, `future.result()` stop the thread "
        "until another thread has done its part. On the event loop's thread they stop "
        "every "
        "task; and where the other side needs the loop to go on (a callback, a coroutine), "
        "both wait for ever.\n\n"
        "| waiting for | use |\n"
        "|---|---|\n"
        "| a `concurrent.futures.Future` | `await asyncio.wrap_future(future)` |\n"
        "| work of one's own in a thread | `await asyncio.to_thread(f)` instead of the "
        "thread |\n"
        "| another coroutine | `asyncio.Event`, `Lock`, `Condition`, `Queue` |\n"
        "| a thread that is not yours | `await asyncio.to_thread(thread.join)` |\n"
        "| a process | `loop.run_in_executor` with a `ProcessPoolExecutor` |\n"
        "| shared memory in JavaScript | `Atomics.waitAsync`, or a message |",
    .exclusions =
        "- Synchronous functions and lambdas: they may run in a thread.\n"
        "- `block=False`, `timeout=0`, `*_nowait`; `put` of a queue without a bound.\n"
        "- Tasks of asyncio, whose `result()` never waits; a future that was awaited "
        "before, "
        "or is asked whether it is `done()`; queues asked whether they are `empty()`.\n"
        "- A lock held for a moment by `with`; over an `await` it is `lock-across-await`.\n"
        "- `run_coroutine_threadsafe(…).result()`, which is `nested-event-loop`.\n"
        "- JavaScript: workers, scripts and tests.",
    .fixes =
        "Safe: `asyncio.wrap_future`; `join`, `Event.wait` and `shutdown` move to a "
        "thread. Unsafe: queues and plain locks in a thread, `Atomics.waitAsync`. Locks "
        "that belong to a thread are not moved.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "import threading\n"
                         "\n"
                         "async def work(job):\n"
                         "    thread = threading.Thread(target=job)\n"
                         "    thread.start()\n"
                         "    thread.join()\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def work(job):\n"
                          "    await asyncio.to_thread(job)\n"},
                 {.language = "javascript",
                  .bad = "export async function ready(flags) {\n"
                         "  Atomics.wait(flags, 0, 0);\n"
                         "}\n",
                  .good = "export async function ready(flags) {\n"
                          "  await Atomics.waitAsync(flags, 0, 0).value;\n"
                          "}\n"}},
    .on_call = check_call,
    .on_module = check_module,
};
