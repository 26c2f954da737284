/* nested-event-loop: starting an event loop, or waiting for one, inside a running one. */
#include "asynclint/rule.h"

static const BlockingKind KIND = {{KNOWN_NESTED_LOOP}, "another loop is done"};

/* --- fixes --- */

/* The expression as it may be awaited or called. */
static const char *operand(const Pass *p, Ref expr)
{
    NodeKind kind = kind_of(p->syntax, expr);
    bool simple = kind == N_CALL || kind == N_NAME || kind == N_MEMBER;
    return arena_printf(p->arena, simple ? "%s" : "(%s)", source(p, expr));
}

/* `runner(x)` -> `await x`, or, where the runner is given a function and its arguments,
 * `runner(f, a)` -> `await f(a)`. */
static void offer_await(Pass *p, Finding *finding, const Call *call, bool calls)
{
    Ref first = positional_argument(p->facts, call, 0);
    Fix *fix = offer(p, finding, SAFE, "Await it");
    const char *problem = await_problem(p, call->node);
    if (!problem && (!first || call->has_spread || has_comment(p, call->node)))
        problem = "what it runs cannot be told from its arguments";
    if (!problem && !calls && call->arg_count != 1)
        problem = "it is given more than what it runs";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *text = operand(p, first);
    if (calls) {
        const char *arguments = "";
        for (uint32_t i = 1; i < call->arg_count; i++)
            arguments = arena_printf(p->arena, "%s%s%s", arguments, i > 1 ? ", " : "",
                                     source(p, positional_argument(p->facts, call, i)));
        text = arena_printf(p->arena, "%s(%s)", text, arguments);
    }
    fix_replace_awaited(p, fix, call->node, "await %s", text);
}

/* `run_coroutine_threadsafe(c, loop).result()`: the other loop's future can be awaited. */
static void offer_wrap(Pass *p, Finding *finding, const Call *call)
{
    const Syntax *s = p->syntax;
    Ref future = receiver_of(p->facts, call);
    Fix *fix = offer(p, finding, UNSAFE, "Await it, with `asyncio.wrap_future`");
    const char *problem = await_problem(p, call->node);
    if (!problem && (call->arg_count || call->has_keywords))
        problem = "its timeout would have to become an `asyncio.wait_for`";
    if (problem) {
        fix_disable(fix, problem);
        return;
    }
    const char *wrap = fix_import_name(p, fix, "asyncio", "wrap_future");
    fix_await(p, fix, call->node);
    fix_insert(p, fix, s->nodes[future].start, "%s(", wrap);
    fix_replace(p, fix, (Span){s->nodes[future].end, s->nodes[call->node].end}, ")");
    fix_prefer(finding, fix);
}

/* `async_to_sync(f)(a)` -> `await f(a)` */
static void offer_unwrapped(Pass *p, Finding *finding, const Call *call)
{
    const Call *wrapper = call_at(p->facts, call->callee);
    Ref wrapped = wrapper ? positional_argument(p->facts, wrapper, 0) : 0;
    if (!wrapped || wrapper->arg_count != 1 || await_problem(p, call->node))
        return;
    Fix *fix = offer(p, finding, SAFE, "Await it");
    fix_replace(p, fix, span_of(p->syntax, call->callee), "%s", operand(p, wrapped));
    fix_await(p, fix, call->node);
}

/* --- what is found --- */

/* nest_asyncio makes loops nest. */
static bool may_nest(const Pass *p)
{
    return file_imports(p->facts, "nest_asyncio");
}

/* The loop that is to run the coroutine is surely the one that waits here. */
static bool is_own_loop(const Pass *p, const Call *call)
{
    const Call *made = origin_call(p->facts, receiver_of(p->facts, call));
    Ref loop = made ? positional_argument(p->facts, made, 1) : 0;
    if (!loop && made)
        loop = keyword_argument(p->facts, made, "loop");
    const Call *found = loop ? origin_call(p->facts, loop) : NULL;
    return found && found->at.fn == call->at.fn &&
           (same(found->target, "asyncio.get_running_loop") ||
            same(found->target, "asyncio.get_event_loop"));
}

static void check_threadsafe(Pass *p, const Call *call)
{
    bool own = is_own_loop(p, call);
    Finding *finding =
        own ? report(p, call->callee,
                     "`%s` in %s waits for a coroutine that only this event loop can run, "
                     "and which never runs while it waits; await the coroutine",
                     callee_label(p, call), place_label(p, call->at.fn))
            : report(p, call->callee,
                     "`%s` in %s stops this event loop until the other one is done; await "
                     "`asyncio.wrap_future` of the future",
                     callee_label(p, call), place_label(p, call->at.fn));
    if (!own && finding->severity > SEVERITY_WARNING)
        finding->severity = SEVERITY_WARNING;
    offer_wrap(p, finding, call);
}

/* In a coroutine there is always a running loop. */
static bool check_get_event_loop(Pass *p, const Call *call)
{
    if (!same(call->target, "asyncio.get_event_loop") || !runs_on_loop(p->facts, call))
        return false;
    Finding *finding =
        report(p, call->callee,
               "`%s` may make or look for another event loop; in %s the running one is "
               "meant: use `asyncio.get_running_loop`",
               callee_label(p, call), place_label(p, call->at.fn));
    if (finding->severity > SEVERITY_INFORMATION)
        finding->severity = SEVERITY_INFORMATION;
    Fix *fix = offer(p, finding, SAFE, "Use `asyncio.get_running_loop`");
    const char *name = fix_import_name(p, fix, "asyncio", "get_running_loop");
    fix_replace(p, fix, span_of(p->syntax, call->callee), "%s", name);
    return true;
}

static void check_call(Pass *p, const Call *call)
{
    if (check_get_event_loop(p, call))
        return;
    const Known *known = blocks_loop(p, call, &KIND);
    if (!known || may_nest(p))
        return;
    if (starts_with(known->name, "asyncio.run_coroutine_threadsafe#")) {
        check_threadsafe(p, call);
        return;
    }
    Finding *finding =
        report(p, call->callee,
               "`%s` in %s starts an event loop inside the running one, which raises "
               "`RuntimeError`; await instead",
               callee_label(p, call), place_label(p, call->at.fn));
    bool calls = same(known->name, "anyio.run") || same(known->name, "trio.run") ||
                 same(known->name, "anyio.from_thread.run") ||
                 same(known->name, "trio.from_thread.run");
    bool runs = calls || same(known->name, "asyncio.run") ||
                same(known->name, "uvloop.run") ||
                ends_with(known->name, "run_until_complete") ||
                same(known->name, "asyncio.Runner#run");
    if (starts_with(known->name, "asgiref."))
        offer_unwrapped(p, finding, call);
    else if (runs)
        offer_await(p, finding, call, calls);
}

const Rule rule_nested_event_loop = {
    .id = "nested-event-loop",
    .title = "Event loop started or waited for inside a running one",
    .why =
        "A thread runs one event loop, and a coroutine runs because that loop is running. "
        "`asyncio.run` and `loop.run_until_complete` in a coroutine try to start a second "
        "one and raise `RuntimeError`. `run_coroutine_threadsafe(…).result()` on the "
        "loop's "
        "own thread is worse: it waits for a coroutine that only this loop can run, so "
        "that "
        "neither ever goes on.\n\n"
        "| inside a coroutine | write |\n"
        "|---|---|\n"
        "| `asyncio.run(f())`, `loop.run_until_complete(f())` | `await f()` |\n"
        "| to start it and go on | `asyncio.create_task(f())` |\n"
        "| a coroutine for the loop of another thread | `await "
        "asyncio.wrap_future(run_coroutine_threadsafe(f(), loop))` |\n"
        "| `async_to_sync(f)(x)` | `await f(x)` |\n"
        "| `asyncio.get_event_loop()` | `asyncio.get_running_loop()` |",
    .exclusions = "- Synchronous functions, also inside a coroutine: they may run in a "
                  "thread, which is "
                  "where these calls belong.\n"
                  "- Files that import `nest_asyncio`.\n"
                  "- `run_coroutine_threadsafe` to a loop that is not seen to be the "
                  "running one is a "
                  "warning: it blocks, but it ends.\n"
                  "- `get_event_loop` is information only: it gives the running loop.",
    .fixes =
        "Safe, since the call as it stands always raises: `await` of what would be run; "
        "`get_running_loop`. Unsafe: `asyncio.wrap_future` of a thread-safe future.",
    .severity = SEVERITY_ERROR,
    .python = {STARTS_ASYNC},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def main(load):\n"
                         "    return asyncio.run(load())\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def main(load):\n"
                          "    return await load()\n"}},
    .on_call = check_call,
};
