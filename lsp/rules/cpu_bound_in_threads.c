/*
 * cpu-bound-in-threads: computations in Python given to threads, where the GIL lets one run
 * at a time; and waiting given to processes, which need not be there for it.
 */
#include "asynclint/rule.h"

/* A pool of one thread is there to keep its maker free, or to keep an order. */
static bool has_one_worker(const Pass *p, const Call *made)
{
    Ref size = made ? positional_argument(p->facts, made, 0) : 0;
    if (made && !size)
        size = keyword_argument(p->facts, made, "max_workers");
    return size && str_is(text_of(p->syntax, size), "1");
}

/* The other one computes too, is started in the same function, and not waited for at once. */
static bool is_company(const Pass *p, const Handoff *handoff, Handoff *other)
{
    Ref because = 0;
    return other != handoff && other->where == IN_THREAD &&
           other->call->at.fn == handoff->call->at.fn && other->call->use != USE_AWAITED &&
           !are_alternatives(p->facts, handoff->call->node, other->call->node) &&
           labour_of(p->facts, other, &because) == LABOUR_COMPUTES;
}

/* Others in the function's own nodes, from the handoff's place in the list to both sides. */
static bool has_company(const Pass *p, const Handoff *handoff, uint32_t place)
{
    const HandoffList *list = handoffs(p->facts);
    Ref fn = handoff->call->at.fn->node, last = p->syntax->nodes[fn].last;
    if (handoff->call->use == USE_AWAITED)
        return false;
    for (uint32_t i = place; i < list->len; i++) {
        const Call *call = list->items[i]->call;
        if (!call || call->node >= last)
            break;
        if (is_company(p, handoff, list->items[i]))
            return true;
    }
    for (uint32_t i = place; i > 0; i--) {
        if (list->items[i - 1]->call->node < fn)
            break;
        if (is_company(p, handoff, list->items[i - 1]))
            return true;
    }
    return false;
}

typedef enum Host {
    HOST_OTHER,  /* timers, schedulers, frameworks: not judged */
    HOST_LOOP,   /* the event loop's own threads */
    HOST_POOL,   /* a pool of threads or processes */
    HOST_THREAD, /* a Thread of its own */
} Host;

static Host host_of(const Handoff *handoff)
{
    static const char *const LOOP[] = {
        "asyncio.to_thread", "anyio.to_thread.run_sync", "trio.to_thread.run_sync",
        "starlette.concurrency.run_in_threadpool", "asgiref.sync.sync_to_async"};
    if (handoff->prepares || !handoff->known)
        return HOST_OTHER;
    const char *name = handoff->known->name;
    for (size_t i = 0; i < COUNT(LOOP); i++)
        if (same(name, LOOP[i]))
            return HOST_LOOP;
    if (same(name, "threading.Thread"))
        return HOST_THREAD;
    return handoff->known->tier == 3 ? HOST_POOL : HOST_OTHER;
}

/* --- what is said --- */

static const char *label(const Pass *p, const Handoff *handoff)
{
    if (handoff->fn && handoff->fn->is_lambda)
        return "the lambda";
    return arena_printf(p->arena, "`%s`", source(p, handoff->callable));
}

static void relate_work(Pass *p, Finding *finding, Ref because)
{
    if (because)
        relate(p, finding, because, "it spends its time here");
}

/* One in a thread of the loop's: it does what is wanted, at a price. */
static Finding *report_lone(Pass *p, const Handoff *handoff)
{
    return report(
        p, handoff->callable,
        "%s computes in Python: in a thread it keeps the event loop alive, but "
        "shares the GIL with it, and neither is as fast as it could be; a process "
        "pool given to `loop.run_in_executor` frees both",
        label(p, handoff));
}

static const char *instead(const Pass *p, Host host)
{
    if (host == HOST_THREAD)
        return "use a `ProcessPoolExecutor`, or `multiprocessing.Process`";
    if (host == HOST_POOL)
        return "use a `ProcessPoolExecutor`";
    return same(async_library(p), "asyncio")
               ? "give `loop.run_in_executor` a `ProcessPoolExecutor`"
               : "use processes (`anyio.to_process.run_sync`)";
}

static Finding *report_group(Pass *p, const Handoff *handoff, Host host)
{
    return report(p, handoff->callable,
                  "%s computes in Python, and the GIL lets one thread at a time do so: "
                  "several are no faster than one; %s",
                  label(p, handoff), instead(p, host));
}

/* Nothing is said of a thread that a process cannot simply take the place of. */
static bool is_best_so(const Pass *p, const Handoff *handoff, Host host, bool own)
{
    bool asyncio = own || same(handoff->call->target, "asyncio.to_thread");
    if (host == HOST_THREAD)
        return true;
    return (host == HOST_LOOP || own) && (!asyncio || process_problem(p, handoff));
}

static void check_computing(Pass *p, Handoff *handoff, Host host, uint32_t place)
{
    Ref executor = host == HOST_POOL ? executor_of(p->facts, handoff->call) : 0;
    bool own = executor && same(p->syntax->nodes[executor].name, "None");
    if (executor && has_one_worker(p, origin_call(p->facts, executor)))
        return;
    Ref because = 0;
    if (labour_of(p->facts, handoff, &because) != LABOUR_COMPUTES)
        return;
    bool several = handoff->many || has_company(p, handoff, place);
    bool on_loop = host == HOST_LOOP || own;
    if (!several && is_best_so(p, handoff, host, own))
        return;
    Finding *finding = several || !on_loop
                           ? report_group(p, handoff, on_loop ? HOST_LOOP : host)
                           : report_lone(p, handoff);
    relate_work(p, finding, because);
    if (on_loop)
        offer_loop_process(p, finding, handoff);
    else if (host == HOST_POOL)
        offer_other_pool(p, finding, handoff, LABOUR_COMPUTES);
}

/* The pool is there for work that computes; this takes a worker from it. */
static bool is_shared_pool(const Pass *p, const Handoff *handoff)
{
    const Call *made = origin_call(p->facts, executor_of(p->facts, handoff->call));
    HandoffList list = made ? pool_handoffs(p->facts, made) : (HandoffList){0};
    for (uint32_t i = 0; i < list.len; i++) {
        Ref because = 0;
        if (labour_of(p->facts, list.items[i], &because) != LABOUR_WAITS)
            return true;
    }
    return !list.len;
}

static void check_waiting(Pass *p, Handoff *handoff)
{
    Ref because = 0;
    if (labour_of(p->facts, handoff, &because) != LABOUR_WAITS ||
        is_shared_pool(p, handoff))
        return;
    Finding *finding = report(
        p, handoff->callable,
        "%s waits for another machine more than it computes: processes cost memory and "
        "pickling, and wait no faster; use threads (`ThreadPoolExecutor`), or asyncio",
        label(p, handoff));
    if (because)
        relate(p, finding, because, "it waits here");
    offer_other_pool(p, finding, handoff, LABOUR_WAITS);
}

/* class Worker(Thread): def run(self): …, of which several are made */
static void check_run(Pass *p, Handoff *handoff)
{
    Ref because = 0;
    if (!handoff->cls || !handoff->many || handoff->where != IN_THREAD ||
        labour_of(p->facts, handoff, &because) != LABOUR_COMPUTES)
        return;
    Finding *finding = report(
        p, handoff->fn->name_node,
        "`%s` computes in Python, and the GIL lets one thread at a time do so: several are "
        "no faster than one; derive `%s` from `multiprocessing.Process`, or use a "
        "`ProcessPoolExecutor`",
        handoff->fn->name, handoff->cls->name ? handoff->cls->name : "the class");
    relate_work(p, finding, because);
}

static void check_module(Pass *p)
{
    const HandoffList *list = handoffs(p->facts);
    for (uint32_t i = 0; i < list->len; i++) {
        Handoff *handoff = list->items[i];
        Host host = host_of(handoff);
        if (!handoff->call)
            check_run(p, handoff);
        else if (handoff->where == IN_THREAD && host != HOST_OTHER)
            check_computing(p, handoff, host, i);
        else if (handoff->where == IN_PROCESS && host == HOST_POOL)
            check_waiting(p, handoff);
    }
}

const Rule rule_cpu_bound_in_threads = {
    .id = "cpu-bound-in-threads",
    .title = "Computation in threads, waiting in processes",
    .why =
        "The global interpreter lock lets one thread at a time run Python. Threads that "
        "wait "
        "(for a network, a disk, a child process) let go of it; threads that count do not: "
        "four of them take as long as one after the other, and a little more for the "
        "turns they take. Processes each have an interpreter, so they do compute at the "
        "same time; but each costs memory and a start, and all that goes in and out is "
        "pickled, which is wasted on work that only waits.\n\n"
        "| the work | use |\n"
        "|---|---|\n"
        "| waits, in code that is async anyway | asyncio: thousands at a time |\n"
        "| waits, in libraries that are not async | threads: `ThreadPoolExecutor`, "
        "`asyncio.to_thread` |\n"
        "| computes in Python | processes: `ProcessPoolExecutor`; from coroutines by "
        "`loop.run_in_executor(pool, f, …)` |\n"
        "| computes in C that lets go of the GIL (numpy, zlib, hashlib) | threads |\n"
        "| computes in Python 3.14 or later | `InterpreterPoolExecutor` too; in a "
        "free-threaded build, threads |\n"
        "| computes, once, while an event loop has to stay alive | a thread does; a "
        "process "
        "is kinder to the loop |",
    .exclusions =
        "- Functions of which not all is known: only those count that this file shows to "
        "count for long (a million rounds, three nested levels, recursion that branches "
        "out), and that call nothing but Python's own.\n"
        "- Files that import numpy, ctypes or others that work in C; files that ask "
        "whether "
        "there is a GIL.\n"
        "- Pools of one thread, a single `Thread`, timers and schedulers, what a framework "
        "runs in threads.\n"
        "- Processes that are started one by one (`multiprocessing.Process`), and pools of "
        "processes that compute too.\n"
        "- One `to_thread` alone is right for the loop. What it costs is told where a "
        "process "
        "can simply take its place.",
    .fixes =
        "Unsafe: the pool's class becomes `ProcessPoolExecutor` where all that it does "
        "computes, in functions of the module that change nothing outside, with numbers "
        "and "
        "texts, and where importing the module does not make the pool; "
        "`asyncio.to_thread` and the loop's own executor become `run_in_executor` with a "
        "pool of processes. The other way, `ThreadPoolExecutor` or `ThreadPool`.",
    .by_workload = true,
    .severity = SEVERITY_INFORMATION,
    .python = {NULL, {KNOWN_OFFLOAD}},
    .examples = {{.language = "python",
                  .bad = "from concurrent.futures import ThreadPoolExecutor\n"
                         "\n"
                         "def count(n):\n"
                         "    return sum(i * i for i in range(n))\n"
                         "\n"
                         "def main():\n"
                         "    with ThreadPoolExecutor() as pool:\n"
                         "        return list(pool.map(count, [10_000_000] * 4))\n",
                  .good = "from concurrent.futures import ProcessPoolExecutor\n"
                          "\n"
                          "def count(n):\n"
                          "    return sum(i * i for i in range(n))\n"
                          "\n"
                          "def main():\n"
                          "    with ProcessPoolExecutor() as pool:\n"
                          "        return list(pool.map(count, [10_000_000] * 4))\n"}},
    .on_module = check_module,
};
