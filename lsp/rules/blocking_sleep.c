/* blocking-sleep: a synchronous sleep, or a busy wait, stops every task on the loop. */
#include "asynclint/rule.h"

/* --- Python --- */

static void offer_async_sleep(Pass *p, Finding *finding, const Call *call)
{
    const char *library = async_library(p);
    Fix *fix = offer(p, finding, SAFE, "Await `%s.sleep`", library);
    const char *problem = await_problem(p, call->node);
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *sleep = fix_import_name(p, fix, library, "sleep");
    fix_replace(p, fix, span_of(p->syntax, call->callee), "%s", sleep);
    fix_await(p, fix, call->node);
}

/* `time.sleep(0)` gives way to other threads, and is back at once. */
static bool is_zero(const Pass *p, const Call *call)
{
    Ref time = positional_argument(p->facts, call, 0);
    return time && kind_of(p->syntax, time) == N_NUMBER &&
           str_is(text_of(p->syntax, time), "0");
}

static void check_python(Pass *p, const Call *call)
{
    const Known *known = known_in(&p->facts->lexicon, call->target, KNOWN_SLEEP);
    if (!known || !runs_on_loop(p->facts, call) || call->use == USE_AWAITED)
        return;
    const char *name = call->at.fn->name ? call->at.fn->name : "the coroutine";
    bool plain = same(call->target, "time.sleep");
    Finding *finding = report(
        p, call->callee,
        "`%s` in coroutine `%s` stops the event loop, and every other task with it; %s",
        source(p, call->callee), name,
        plain ? "await an asynchronous sleep instead" : known->replacement);
    if (plain && is_zero(p, call))
        finding->severity = SEVERITY_INFORMATION;
    if (plain && call->arg_count == 1 && !call->has_spread)
        offer_async_sleep(p, finding, call);
}

/* --- js: Atomics.wait on memory that nobody else has is a sleep --- */

/* The SharedArrayBuffer under `new Int32Array(new SharedArrayBuffer(4))` is made in place. */
static bool is_private_memory(const Pass *p, Ref array)
{
    const Syntax *s = p->syntax;
    const Def *def = single_def(symbol_of(p->facts, array));
    if (def && def->kind == DEF_ASSIGN && !def->destructured)
        array = def->value;
    if (kind_of(s, array) != N_CALL || !has_flag(s, array, NF_NEW))
        return false;
    Ref buffer = child_with(s, array, R_ARGUMENT);
    return kind_of(s, buffer) == N_CALL &&
           same(last_name(p->facts, child_with(s, buffer, R_CALLEE)), "SharedArrayBuffer");
}

/* Waits for `milliseconds` in place of the node; text that begins with await. */
static const char *timer(const Pass *p, const char *milliseconds)
{
    return arena_printf(p->arena, "await new Promise((resolve) => setTimeout(resolve, %s))",
                        milliseconds);
}

static void check_atomics(Pass *p, const Call *call)
{
    bool on_loop = runs_on_loop(p->facts, call) || call->at.fn->is_handler;
    Ref timeout = positional_argument(p->facts, call, 3);
    if (!same(call->target, "Atomics.wait") || !on_loop || !timeout ||
        p->facts->flags & FILE_WORKER ||
        !is_private_memory(p, positional_argument(p->facts, call, 0)))
        return;
    Finding *finding = report(p, call->callee,
                              "`Atomics.wait` sleeps on the main thread: nothing else runs "
                              "until its %s milliseconds are over; await a timer",
                              source(p, timeout));
    Fix *fix = offer(p, finding, SAFE, "Await a timer");
    const char *problem = await_problem(p, call->node);
    if (!problem && call->use != USE_DROPPED)
        problem = "the result of `Atomics.wait` is used";
    if (problem)
        fix_disable(fix, problem);
    else
        fix_replace(p, fix, span_of(p->syntax, call->node), "%s",
                    timer(p, source(p, timeout)));
}

static void check_call(Pass *p, const Call *call)
{
    if (!call->target)
        return;
    if (p->facts->language == LANG_PYTHON)
        check_python(p, call);
    else
        check_atomics(p, call);
}

/* --- js: loops that only wait for the clock --- */

static bool is_clock(const Pass *p, Ref expr)
{
    const Call *call = call_at(p->facts, expr);
    return call &&
           (same(call->target, "Date.now") || same(call->target, "performance.now"));
}

/* The name is only ever given the clock's time. */
static bool is_clock_name(const Pass *p, Ref name)
{
    const Symbol *symbol = symbol_of(p->facts, name);
    if (!symbol || !symbol->defs)
        return false;
    for (const Def *def = symbol->defs; def; def = def->next)
        if (def->kind != DEF_ASSIGN || (def->value && !is_clock(p, def->value)))
            return false;
    return true;
}

static bool mentions_clock(const Pass *p, Ref test)
{
    for (Ref r = test; r < p->syntax->nodes[test].last; r++)
        if (is_clock(p, r))
            return true;
    return false;
}

/* Nothing in the body but reading the clock. */
static bool does_nothing(const Pass *p, Ref body)
{
    const Syntax *s = p->syntax;
    for (Ref r = body; body && r < s->nodes[body].last; r++) {
        NodeKind kind = kind_of(s, r);
        if (kind == N_CALL && is_clock(p, r)) {
            r = s->nodes[r].last - 1;
            continue;
        }
        bool idle = kind == N_BLOCK || kind == N_EXPRESSION || kind == N_ASSIGN ||
                    kind == N_NAME || kind == N_OTHER || kind == N_CONTINUE ||
                    kind == N_PASS;
        if (!idle)
            return false;
    }
    return true;
}

/* What is left to wait, as js: `end - Date.now()` of `Date.now() < end`, `ms - (Date.now() -
 * start)` of `Date.now() - start < ms`; NULL when the test is written otherwise. */
static const char *remaining(const Pass *p, Ref test)
{
    const Syntax *s = p->syntax;
    const char *op = s->nodes[test].name;
    bool less = same(op, "<") || same(op, "<=");
    if (kind_of(s, test) != N_COMPARE || (!less && !same(op, ">") && !same(op, ">=")))
        return NULL;
    Ref now = child_with(s, test, less ? R_LEFT : R_RIGHT);
    Ref end = child_with(s, test, less ? R_RIGHT : R_LEFT);
    if (is_clock(p, now))
        return arena_printf(p->arena, "%s - %s", source(p, end), source(p, now));
    if (kind_of(s, now) == N_BINARY && same(s->nodes[now].name, "-") &&
        is_clock(p, child_with(s, now, R_LEFT)))
        return arena_printf(p->arena, "%s - (%s)", source(p, end), source(p, now));
    return NULL;
}

static void offer_timer(Pass *p, Finding *finding, const Loop *loop, Ref test)
{
    Fix *fix = offer(p, finding, SAFE, "Await a timer");
    const char *left = remaining(p, test);
    const char *problem = await_problem(p, loop->node);
    if (!problem && !left)
        problem = "the time to wait cannot be read off the loop's test";
    if (!problem && has_comment(p, loop->node))
        problem = "a comment in the loop would be lost";
    if (!problem && mentions_clock(p, loop->body))
        problem = "the loop's body keeps the time in a name";
    if (problem)
        fix_disable(fix, problem);
    else
        fix_replace(p, fix, span_of(p->syntax, loop->node), "%s%s", timer(p, left),
                    uses_semicolons(p) ? ";" : "");
}

static void check_loop(Pass *p, const Loop *loop)
{
    const Syntax *s = p->syntax;
    Ref test = child_with(s, loop->node, R_TEST);
    bool waits = loop->kind == N_WHILE || loop->kind == N_DO || loop->kind == N_FOR;
    if (!language_is_js(p->facts->language) || !waits || !test)
        return;
    bool clock = mentions_clock(p, test);
    for (Ref r = test; !clock && r < s->nodes[test].last; r++)
        clock =
            kind_of(s, r) == N_NAME && is_clock_name(p, r) && mentions_clock(p, loop->node);
    bool own_thread = p->facts->flags & (FILE_WORKER | FILE_SCRIPT);
    if (!clock || own_thread || !does_nothing(p, loop->body))
        return;
    Finding *finding =
        report(p, test,
               "this loop does nothing but watch the clock: until it ends, no "
               "timer, request or click is served; await a timer instead");
    offer_timer(p, finding, loop, test);
}

const Rule rule_blocking_sleep = {
    .id = "blocking-sleep",
    .title = "Synchronous sleep on the event loop",
    .why =
        "The event loop runs one thing at a time. While `time.sleep` (or a loop that "
        "watches "
        "the clock) runs, it runs nothing else: no other task, no timeout, no "
        "cancellation, no "
        "new connection. One second of it in a handler is one second of standstill for "
        "every "
        "user of the process.\n\n"
        "An asynchronous sleep gives the loop back: `await asyncio.sleep(1)` suspends this "
        "coroutine only. In a file that works with trio or anyio it is `trio.sleep` or "
        "`anyio.sleep`; in JavaScript a promise around `setTimeout`, or `setTimeout` of "
        "`node:timers/promises`.",
    .exclusions = "- Synchronous functions and lambdas, also inside a coroutine: they may "
                  "run in a thread.\n"
                  "- Information only: `time.sleep(0)`, which gives way to other threads.\n"
                  "- A name `time` or `sleep` that is rebound or shadowed.\n"
                  "- JavaScript: loops with a body that works, scripts, and worker files, "
                  "whose thread is "
                  "their own.",
    .fixes =
        "Safe: `time.sleep(x)` becomes `await asyncio.sleep(x)` (of the library that the "
        "file uses; the import is added), a busy wait becomes an awaited timer. Not "
        "offered "
        "where `await` is not allowed or a threading lock is held.",
    .by_workload = true,
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .js = {STARTS_ASYNC STARTS_HANDLERS},
    .examples = {{.language = "python",
                  .bad = "import time\n"
                         "\n"
                         "async def poll(job):\n"
                         "    while not job.done:\n"
                         "        time.sleep(1)\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def poll(job):\n"
                          "    while not job.done:\n"
                          "        await asyncio.sleep(1)\n"},
                 {.language = "javascript",
                  .bad = "async function settle(ms) {\n"
                         "  const start = Date.now();\n"
                         "  while (Date.now() - start < ms) {}\n"
                         "}\n",
                  .good = "async function settle(ms) {\n"
                          "  await new Promise((resolve) => setTimeout(resolve, ms));\n"
                          "}\n"}},
    .foreign = {{"ruff", "ASYNC251"}, {"flake8", "ASYNC251"}, {"ruff", "ASYNC101"}},
    .on_call = check_call,
    .on_loop = check_loop,
};
