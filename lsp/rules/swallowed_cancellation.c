/* swallowed-cancellation: a task is told to stop, catches that, and goes on. */
#include "asynclint/rule.h"

/* The type is one by which a task is cancelled. */
static bool is_cancellation(const Pass *p, Ref type)
{
    static const char *const NAMES[] = {"asyncio.CancelledError",
                                        "asyncio.exceptions.CancelledError",
                                        "trio.Cancelled", "BaseException"};
    const char *name = qualified_name(p->facts, type);
    return is_among(name, NAMES, COUNT(NAMES));
}

/* The handler catches cancellation: by its name, as BaseException, or as everything. */
static bool catches_cancellation(const Pass *p, const Handler *handler)
{
    const Syntax *s = p->syntax;
    Ref types = handler->types;
    if (!types || kind_of(s, types) != N_TUPLE)
        return !types || is_cancellation(p, types);
    for (Ref c = first_child(s, types); c; c = next_child(s, c))
        if (is_cancellation(p, c))
            return true;
    return false;
}

/* An earlier `except CancelledError` of the same try has it already. */
static bool is_caught_before(const Pass *p, const Handler *handler)
{
    for (uint32_t i = 0; i < p->facts->handlers.len; i++) {
        const Handler *other = p->facts->handlers.items[i];
        if (other->try == handler->try && other->node < handler->node &&
            catches_cancellation(p, other))
            return true;
    }
    return false;
}

/* `raise`, or `raise e` of what was caught, in the handler's own function. */
static bool raises_again(const Pass *p, const Handler *handler)
{
    const Syntax *s = p->syntax;
    for (Ref r = handler->node; r < s->nodes[handler->node].last; r++) {
        if (kind_of(s, r) == N_FUNCTION)
            r = s->nodes[r].last - 1;
        if (kind_of(s, r) != N_THROW)
            continue;
        Ref value = child_with(s, r, R_VALUE);
        if (!value || (handler->name && symbol_of(p->facts, value) &&
                       symbol_of(p->facts, value) == symbol_of(p->facts, handler->name)))
            return true;
    }
    return false;
}

/* `wait_for(task, …)` has cancelled the task that the handler's try awaits. */
static bool is_timed_out(const Pass *p, const Handler *handler)
{
    const Syntax *s = p->syntax;
    Ref body = child_with(s, handler->try, R_BODY);
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        if (call->at.fn != handler->at.fn || call->node > body ||
            !same(call->target, "asyncio.wait_for"))
            continue;
        Ref task = positional_argument(p->facts, call, 0);
        for (Ref r = body; task && r < s->nodes[body].last; r++)
            if (kind_of(s, r) == N_AWAIT &&
                same_expression(p->facts, child_with(s, r, R_VALUE), task))
                return true;
    }
    return false;
}

/* The function itself has cancelled something before, or looks at its own cancellation. */
static bool deals_with_it(const Pass *p, const Handler *handler)
{
    static const char *const WORDS[] = {"cancel", "uncancel", "cancelling", "cancelled"};
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        const char *name =
            call->at.fn == handler->at.fn ? last_name(p->facts, call->callee) : NULL;
        for (size_t w = 0; name && w < COUNT(WORDS); w++)
            if (same(name, WORDS[w]))
                return true;
    }
    return is_timed_out(p, handler);
}

/* An argument of print, log.error and the like: told, not handed on. */
static bool is_logged(const Pass *p, Ref argument)
{
    static const char *const LOGS[] = {"print", "debug", "info",      "warning",
                                       "warn",  "error", "exception", "critical",
                                       "log",   "str",   "repr",      "isinstance"};
    Ref call = p->syntax->nodes[argument].parent;
    const char *name = kind_of(p->syntax, call) == N_CALL
                           ? last_name(p->facts, child_with(p->syntax, call, R_CALLEE))
                           : NULL;
    return is_among(name, LOGS, COUNT(LOGS));
}

/* `coroutine.throw(*sys.exc_info())`: raised again somewhere else. */
static bool throws_elsewhere(const Pass *p, const Handler *handler)
{
    static const char *const THROWS[] = {"throw", "athrow", "set_exception"};
    for (uint32_t i = 0; i < p->facts->calls.len; i++) {
        const Call *call = p->facts->calls.items[i];
        if (!is_within(p->syntax, call->node, handler->node))
            continue;
        for (size_t t = 0; t < COUNT(THROWS); t++)
            if (same(last_name(p->facts, call->callee), THROWS[t]))
                return true;
    }
    return false;
}

/* `except BaseException as error: future.set_exception(error)`: somebody else has it. */
static bool is_handed_on(const Pass *p, const Handler *handler)
{
    if (throws_elsewhere(p, handler))
        return true;
    const Symbol *symbol = handler->name ? symbol_of(p->facts, handler->name) : NULL;
    for (uint32_t i = 0; symbol && i < symbol->reads.len; i++) {
        Ref read = symbol->reads.items[i];
        Use use = use_of(p->facts, read);
        bool given = use == USE_PASSED || use == USE_STORED || use == USE_RETURNED;
        if (given && is_within(p->syntax, read, handler->node) && !is_logged(p, read))
            return true;
    }
    return false;
}

static Ref last_statement(const Syntax *s, Ref block)
{
    Ref last = 0;
    for (Ref c = first_child(s, block); c; c = next_child(s, c))
        last = c;
    return last;
}

static bool raises_other(const Syntax *s, const Handler *handler)
{
    Ref last = last_statement(s, child_with(s, handler->node, R_BODY));
    return last && kind_of(s, last) == N_THROW;
}

/* After the handler the coroutine goes on waiting: in a loop, or further down. */
static bool goes_on(const Pass *p, const Handler *handler)
{
    const Syntax *s = p->syntax;
    NodeKind last = kind_of(s, last_statement(s, child_with(s, handler->node, R_BODY)));
    if (last == N_RETURN || last == N_BREAK || last == N_THROW)
        return false;
    if (handler->at.loop)
        return true;
    Ref end = s->nodes[handler->try].last;
    for (uint32_t i = 0; i < p->facts->awaits.len; i++) {
        const Await *await = p->facts->awaits.items[i];
        if (await->at.fn == handler->at.fn && await->node >= end)
            return true;
    }
    return false;
}

static void offer_raise(Pass *p, Finding *finding, const Handler *handler)
{
    const Syntax *s = p->syntax;
    Ref last = last_statement(s, child_with(s, handler->node, R_BODY));
    NodeKind kind = kind_of(s, last);
    if (!last || kind == N_RETURN || kind == N_THROW || kind == N_BREAK ||
        kind == N_CONTINUE)
        return;
    Fix *fix = offer(p, finding, UNSAFE, "Raise it again");
    if (kind == N_PASS)
        fix_replace(p, fix, span_of(s, last), "raise");
    else
        fix_line_after(p, fix, last, "raise");
}

/* From `except` to the end of what it catches. */
static Span head_of(const Pass *p, const Handler *handler)
{
    uint32_t start = p->syntax->nodes[handler->node].start;
    uint32_t end = handler->types ? p->syntax->nodes[handler->types].end : start + 6;
    return (Span){start, end};
}

static void check_handler(Pass *p, const Handler *handler)
{
    if (!handler->at.fn->is_async || !handler->awaits ||
        !catches_cancellation(p, handler) || is_caught_before(p, handler) ||
        raises_again(p, handler) || deals_with_it(p, handler) || is_handed_on(p, handler))
        return;
    bool named =
        handler->types && !same(qualified_name(p->facts, handler->types), "BaseException");
    bool turned = raises_other(p->syntax, handler);
    Finding *finding = report_span(
        p, head_of(p, handler), "%s in coroutine `%s` %s",
        named ? "this catches the cancellation and"
              : "this catches everything, cancellation too, and",
        handler->at.fn->name ? handler->at.fn->name : "here",
        turned
            ? "raises something else: whoever stops the task is told that it failed, and "
              "a timeout around it is not told as one"
            : "does not raise it again: a task that is told to stop goes on, and timeouts "
              "and shutdowns wait for it in vain");
    if (turned && named)
        finding->severity = SEVERITY_INFORMATION;
    else if (!goes_on(p, handler))
        finding->severity = SEVERITY_HINT;
    offer_raise(p, finding, handler);
}

const Rule rule_swallowed_cancellation = {
    .id = "swallowed-cancellation",
    .title = "Cancellation that is caught and not raised again",
    .why =
        "`task.cancel()`, a timeout and a task group stop a coroutine by raising "
        "`CancelledError` at its `await`. A handler that catches it and goes on takes back "
        "the "
        "cancellation: the timeout never ends, the group waits for ever, the shutdown "
        "hangs. "
        "`CancelledError` is a `BaseException`, so that `except Exception` lets it "
        "through; "
        "`except:` and `except BaseException` do not.\n\n"
        "Clean up, then `raise`; or clean up in `finally`, which needs no `raise`. Raising "
        "another error instead is swallowing too.",
    .exclusions =
        "- `except Exception`, and tries whose body awaits nothing.\n"
        "- Functions that cancel something themselves (the idiom `task.cancel(); try: "
        "await task "
        "except CancelledError: pass`), or that call `uncancel` or `cancelling`; what "
        "`wait_for` has cancelled.\n"
        "- An exception that is handed on: `future.set_exception(error)`, "
        "`generator.throw(…)`.\n"
        "- A hint only where the coroutine ends with the handler, and so stops all the "
        "same; information where it raises something else for a cancellation.\n"
        "- Synchronous functions.",
    .fixes = "Unsafe: `raise` at the end of the handler, or in place of its `pass`.",
    .severity = SEVERITY_WARNING,
    .python = {STARTS_ASYNC},
    .examples = {{.language = "python",
                  .bad = "import asyncio\n"
                         "\n"
                         "async def work(queue):\n"
                         "    while True:\n"
                         "        try:\n"
                         "            print(await queue.get())\n"
                         "        except asyncio.CancelledError:\n"
                         "            pass\n",
                  .good = "import asyncio\n"
                          "\n"
                          "async def work(queue):\n"
                          "    while True:\n"
                          "        try:\n"
                          "            print(await queue.get())\n"
                          "        except asyncio.CancelledError:\n"
                          "            print('stopped')\n"
                          "            raise\n"}},
    .foreign = {{"ruff", "ASYNC103"},
                {"flake8", "ASYNC103"},
                {"ruff", "ASYNC104"},
                {"flake8", "ASYNC104"}},
    .on_handler = check_handler,
};
